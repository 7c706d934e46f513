// A second opinion: checks a log with golang.org/x/mod/sumdb, which knows nothing of us.
// Usage: second_opinion FOLDER VKEY INDEX LEAF_FILE OLD_CHECKPOINT
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder struct{ root string }

func (f folder) Height() int                              { return 8 }
func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// Go names the height in the path, C2SP does not.
		data, err := os.ReadFile(filepath.Join(f.root, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func must(err error) {
	if err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
}

func open(path, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	text, err := os.ReadFile(path)
	must(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: hash}
}

func main() {
	root, vkey := os.Args[1], os.Args[2]
	tree, old := open(filepath.Join(root, "checkpoint"), vkey), open(os.Args[5], vkey)
	index, err := strconv.ParseInt(os.Args[3], 10, 64)
	must(err)
	leaf, err := os.ReadFile(os.Args[4])
	must(err)
	reader := tlog.TileHashReader(tree, folder{root})
	proof, err := tlog.ProveRecord(tree.N, index, reader)
	must(err)
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leaf)))
	for _, hash := range proof {
		fmt.Println("hash", hash)
	}
	growth, err := tlog.ProveTree(tree.N, old.N, reader)
	must(err)
	must(tlog.CheckTree(growth, tree.N, tree.Hash, old.N, old.Hash))
	fmt.Println("ACCEPTED", tree.N)
}
