"""The sentences that the page for checking proofs answers with."""

from __future__ import annotations

from django.utils.translation import gettext as _


def verifier_words() -> dict[str, str]:
    """Return each sentence by the name that the script has for it, in the paper's language."""
    return {
        "recorded": _(
            "This is number {index} in the log {origin}, which had {size} entries when it was signed."
        ),
        "about": _("It records “{type}” ({kind}) of version {version} at {url}, public since {at}."),
        "words": _("The file holds exactly the words that the paper committed to: “{headline}”."),
        "withheld": _(
            "The words of this version are withheld. That it existed, and when, is still on record."
        ),
        "said": _("What was said of the change is what the paper committed to: “{detail}”."),
        "saidWithheld": _("What was said of the change is withheld."),
        "saidBefore": _(
            "What was said of the change is from before the log committed to that, and was not checked."
        ),
        "noVersion": _("You gave no file of the version, so its words were not compared."),
        "limits": _("This says that the record was not changed. It does not say that the words are true."),
        "wrong": _("This is not right."),
        "badKey": _("The key is damaged or is no key of a log."),
        "badProof": _("The proof is damaged or is no proof."),
        "badCheckpoint": _("The checkpoint in the proof is damaged or is of another log."),
        "badSignature": _("The signature does not belong to this checkpoint: it was changed after signing."),
        "unknownKey": _("The proof was not signed with this key, but by: {detail}"),
        "badPath": _("The path in the proof does not lead from this entry to what was signed."),
        "badLeaf": _("The entry in the proof is not written as entries of the log are."),
        "badVersion": _("The file of the version is damaged, or is no file of a version."),
        "disagree": _("The file and the log do not agree about “{detail}”."),
        "otherWords": _("The words in the file are not those that the paper committed to."),
        "otherSaid": _("What the file says of the change is not what the paper committed to."),
        "oldBrowser": _(
            "This browser cannot check Ed25519 signatures. Take a newer one, or “dateline verify”."
        ),
    }
