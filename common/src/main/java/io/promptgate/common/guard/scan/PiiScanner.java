package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.PiiType;
import java.util.Set;

/** Looks for personal data of the built-in kinds: one pass, and a bounded look wherever one could begin. */
final class PiiScanner implements TextScanner {
    private final boolean email;
    private final boolean v4;
    private final boolean v6;
    private final boolean iban;
    private final boolean card;
    private final boolean ssn;
    private final boolean phone;

    PiiScanner(Set<PiiType> types) {
        email = types.contains(PiiType.EMAIL);
        v4 = types.contains(PiiType.IPV4);
        v6 = types.contains(PiiType.IPV6);
        iban = types.contains(PiiType.IBAN);
        card = types.contains(PiiType.CREDIT_CARD);
        ssn = types.contains(PiiType.US_SSN);
        phone = types.contains(PiiType.PHONE);
    }

    @Override
    public void scan(String text, Findings found) {
        int length = text.length();
        boolean inner = false;
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (WordEdges.isAsciiInner(c)) {
                if (!inner) {
                    word(text, at, c, found);
                }
                inner = true;
                continue;
            }
            if (c == '@' && email) {
                EmailForm.at(text, at, found);
            } else if ((c == '+' || c == '(') && phone && !inner) {
                add(at, PhoneForms.end(text, at), "phone", found);
            } else if (c == ':' && v6 && !inner) {
                add(at, AddressForms.v6(text, at), "ipv6", found);
            }
            inner = c >= 128 && !WordEdges.startsAt(text, at + 1);
        }
    }

    /** Looks at the beginning of a word or a number. */
    private void word(String text, int at, char c, Findings found) {
        if (WordEdges.isDigit(c)) {
            number(text, at, found);
        } else if (iban) {
            add(at, IbanForm.end(text, at), "iban", found);
        }
        if (v6 && AddressForms.isAddress(c)) {
            add(at, AddressForms.v6(text, at), "ipv6", found);
        }
    }

    private void number(String text, int at, Findings found) {
        if (v4) {
            add(at, AddressForms.v4(text, at), "ipv4", found);
        }
        if (card) {
            add(at, CardForm.end(text, at), "credit_card", found);
        }
        if (ssn) {
            add(at, SsnForm.end(text, at), "us_ssn", found);
        }
        if (phone) {
            add(at, PhoneForms.end(text, at), "phone", found);
        }
    }

    private static void add(int from, int to, String label, Findings found) {
        if (to > 0) {
            found.add(from, to, label);
        }
    }
}
