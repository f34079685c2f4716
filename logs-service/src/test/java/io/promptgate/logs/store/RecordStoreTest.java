package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Filter;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class RecordStoreTest {
    private final UUID project = UuidV7.next();

    @Inject
    RecordStore store;

    @Test
    void losesNoRecordToAnotherThatPostgresRefuses() {
        // Given: more digits than PostgreSQL's numeric has, twice among fifty good ones
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            records.add(new Sample(project).json("{}", null).record());
        }
        Sample bad = new Sample(project).by(null, null, null);
        bad.cost = BigDecimal.ONE.movePointLeft(20_000);
        Sample worse = new Sample(project).by(null, null, null);
        worse.cost = BigDecimal.ONE.movePointRight(140_000);
        records.add(7, bad.record());
        records.add(31, worse.record());

        // When
        Stored stored = store.add(records).await().indefinitely();

        // Then
        assertThat(stored.added()).isEqualTo(50);
        assertThat(stored.refused()).extracting(Stored.Refused::id).containsExactlyInAnyOrder(bad.id, worse.id);
        assertThat(stored.refused().getFirst().reason()).isNotBlank();
        assertThat(store.page(project, Filter.EVERYTHING, null, 100).await().indefinitely())
                .hasSize(50);
    }

    @Test
    void keepsWhatItIsGivenUpToTheEndOfTime() {
        // Given: the largest time that a UUID of version 7 can carry
        Sample last = new Sample(project);
        last.id = new UUID(0xFFFFFFFFFFFF7000L, 0x8000000000000000L);
        Sample first = new Sample(project);
        first.id = new UUID(0x7000L, 0x8000000000000000L);

        // When
        Stored stored =
                store.add(List.of(last.record(), first.record())).await().indefinitely();

        // Then
        assertThat(stored.added()).isEqualTo(2);
        assertThat(store.find(project, last.id).await().indefinitely()).isPresent();
        assertThat(store.find(project, first.id).await().indefinitely()).isPresent();
    }
}
