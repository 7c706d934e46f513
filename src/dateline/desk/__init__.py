"""What staff see across domains: menus, branding and the first set-up of a paper."""
