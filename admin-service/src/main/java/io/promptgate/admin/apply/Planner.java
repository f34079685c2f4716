package io.promptgate.admin.apply;

import io.promptgate.admin.difference.Difference;
import io.promptgate.admin.difference.Difference.Action;
import io.promptgate.admin.difference.FieldDifference;
import io.promptgate.admin.http.Fields;
import io.promptgate.common.id.UuidV7;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares the document with what is there. What is wrong in the document is gathered; {@link #plan} tells all of it at
 * once. Made for one document, used once.
 */
final class Planner {
    private final State state;
    private final Directory directory;
    private final boolean prune;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> removals = new ArrayList<>();
    private final List<Unlisted> unlisted = new ArrayList<>();

    /** The directory has the state already. */
    Planner(State state, Directory directory, boolean prune) {
        this.state = state;
        this.directory = directory;
        this.prune = prune;
    }

    /**
     * The plan.
     *
     * @throws ProblemException 422 with all that is wrong
     */
    Plan plan(Fields document) {
        state.top().forEach(rows -> compare(rows, document, null));
        new Needs(state, directory).check(document);
        document.check();
        steps.addAll(removals.reversed());
        return new Plan(steps, unlisted);
    }

    private <T extends Thing, E> void compare(Rows<T, E> rows, Fields owner, @Nullable UUID project) {
        List<Fields> listed = owner.list(rows.section().listing().field());
        if (listed == null) {
            return;
        }
        Listed met = new Listed();
        listed.forEach(fields -> take(rows, fields, project, met));
        rows.of(project).filter(row -> !met.has(row.id())).forEach(row -> leave(rows.section(), row));
    }

    private <T extends Thing, E> void take(Rows<T, E> rows, Fields fields, @Nullable UUID project, Listed met) {
        Section<T, E> section = rows.section();
        int before = fields.errors();
        T asked = section.read(fields, directory);
        Row<E> row = new Match<>(rows, directory).row(asked, project, fields);
        Place place = place(row, asked, project);
        if (!met.add(place.id(), asked)) {
            fields.error(section.listing().nameField(), "is listed twice: " + asked.name());
        }
        boolean sound = fields.errors() == before;
        T present = row == null ? null : section.thing(row.entity(), directory);
        directory.put(section.kind(), place, asked.name(), sound ? asked : null);
        if (sound) {
            section.check(asked, present, place, fields, directory);
            note(section, row, present, asked, place);
        }
        if (section.isProjects()) {
            state.parts().forEach(part -> compare(part, fields, place.id()));
        }
        fields.noMore();
    }

    private static Place place(@Nullable Row<?> row, Thing asked, @Nullable UUID project) {
        UUID wanted = asked.id();
        UUID id = row != null ? row.id() : wanted != null ? wanted : UuidV7.next();
        return new Place(id, project);
    }

    private <T extends Thing, E> void note(
            Section<T, E> section, @Nullable Row<E> row, @Nullable T present, T asked, Place place) {
        if (row == null || present == null) {
            if (asked.isDefault()) {
                return;
            }
            List<FieldDifference> fields =
                    new ArrayList<>(FieldDifference.between(Documents.object(), asked.document()));
            step(Action.CREATE, section, place, asked.name(), fields, on -> section.create(asked, place, on));
            return;
        }
        List<FieldDifference> fields = new ArrayList<>(FieldDifference.between(present.document(), asked.document()));
        fields.addAll(section.differences(row.entity(), asked));
        if (!fields.isEmpty()) {
            step(Action.CHANGE, section, place, asked.name(), fields, on -> {
                section.change(row.entity(), asked, on);
                return Uni.createFrom().voidItem();
            });
        }
    }

    private <T extends Thing, E> void leave(Section<T, E> section, Row<E> row) {
        if (section.thing(row.entity(), directory).isDefault()) {
            return;
        }
        Place place = row.place();
        String name = row.name();
        if (!prune) {
            unlisted.add(new Unlisted(section.kind(), project(place), name));
            return;
        }
        directory.remove(place.id());
        Difference difference = new Difference(Action.REMOVE, section.kind(), project(place), name, List.of());
        removals.add(new Step(difference, on -> section.remove(row.entity(), on)));
    }

    private void step(
            Action action,
            Section<?, ?> section,
            Place place,
            String name,
            List<FieldDifference> fields,
            Function<Applying, Uni<?>> work) {
        steps.add(new Step(new Difference(action, section.kind(), project(place), name, fields), work));
    }

    private @Nullable String project(Place place) {
        return place.project() == null ? null : directory.name(place.project());
    }
}
