#!/usr/bin/env bash
# Creates the topics that are missing: 12 partitions each, kept for 21 days.
set -euo pipefail

for topic in makegood.complaints.v1 makegood.journeys.v1 makegood.notifications.v1; do
    for name in "$topic" "$topic.dlt"; do
        /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists \
            --topic "$name" --partitions 12 --replication-factor 1 --config retention.ms=1814400000
    done
done
