package io.promptgate.admin.audit;

import io.promptgate.admin.audit.AuditReader.Link;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along the whole chain, part by part, up to the line that is the last one when the walk begins. */
@Singleton
final class ChainWalk {
    private static final int PART = 5_000;

    private final AuditReader reader;

    @Inject
    ChainWalk(AuditReader reader) {
        this.reader = reader;
    }

    /** Verifies the chain; with an anchor also that it is the one in which the caller noted that line. */
    Uni<Verification> verify(@Nullable Anchor anchor) {
        return reader.head().chain(head -> walk(Link.BEGINNING, head, anchor));
    }

    private Uni<Verification> walk(Link from, Link head, @Nullable Anchor anchor) {
        if (from.number() >= head.number()) {
            return Uni.createFrom().item(end(from, head, anchor));
        }
        return reader.links(from, head.number(), PART).chain(links -> {
            Link last = from;
            for (Link link : links) {
                Verification.Fault fault = fault(last, link, anchor);
                if (fault != null) {
                    return Uni.createFrom().item(broken(last, fault));
                }
                last = link;
            }
            return links.isEmpty()
                    ? Uni.createFrom().item(broken(last, new Verification.Fault(last.number() + 1, "missing")))
                    : walk(last, head, anchor);
        });
    }

    private static Verification.@Nullable Fault fault(Link last, Link link, @Nullable Anchor anchor) {
        if (link.number() != last.number() + 1) {
            return new Verification.Fault(last.number() + 1, "missing");
        }
        if (!link.hash().equals(link.computed())) {
            return new Verification.Fault(link.number(), "edited");
        }
        boolean other = anchor != null
                && anchor.number() == link.number()
                && !anchor.hash().equals(link.hash());
        return other ? new Verification.Fault(link.number(), "anchor") : null;
    }

    private static Verification end(Link last, Link head, @Nullable Anchor anchor) {
        if (!last.hash().equals(head.hash())) {
            return broken(last, new Verification.Fault(last.number(), "edited"));
        }
        return anchor != null && anchor.number() > last.number()
                ? broken(last, new Verification.Fault(anchor.number(), "missing"))
                : new Verification(true, last.number(), Anchor.of(last), null);
    }

    private static Verification broken(Link last, Verification.Fault fault) {
        return new Verification(false, last.number(), Anchor.of(last), fault);
    }

    /** A line that someone noted: its number and hash. */
    record Anchor(long number, String hash) {
        /** As it stands in an answer and in the query string. */
        static String of(Link link) {
            return link.number() + ":" + link.hash();
        }

        /** Reads it; null when it is not of the form. */
        static @Nullable Anchor read(String text) {
            List<String> parts = List.of(text.split(":", -1));
            return parts.size() == 2
                            && parts.get(0).matches("[0-9]{1,18}")
                            && parts.get(1).matches("[0-9a-f]{64}")
                    ? new Anchor(Long.parseLong(parts.get(0)), parts.get(1))
                    : null;
        }
    }
}
