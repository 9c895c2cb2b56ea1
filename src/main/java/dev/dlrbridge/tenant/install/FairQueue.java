package dev.dlrbridge.tenant.install;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Things that wait for their turn: the turn goes round the senders, and with each sender round the accounts that it
 * names. Whoever brings many, or names one account often, makes others wait for one of them at a time. Not thread-safe.
 */
final class FairQueue<T> {
    private final Map<String, Map<String, Deque<T>>> senders = new LinkedHashMap<>();
    private int size;

    int size() {
        return size;
    }

    void add(String sender, String account, T item) {
        senders.computeIfAbsent(sender, absent -> new LinkedHashMap<>())
                .computeIfAbsent(account, absent -> new ArrayDeque<>())
                .addLast(item);
        size++;
    }

    /** The next whose account may have its turn; null if there is none. */
    T poll(Predicate<String> mayHaveTurn) {
        for (String sender : senders.keySet()) {
            Map<String, Deque<T>> accounts = senders.get(sender);
            for (String account : accounts.keySet()) {
                if (mayHaveTurn.test(account)) {
                    T item = accounts.get(account).pollFirst();
                    size--;
                    moveBehind(accounts, account, accounts.get(account).isEmpty());
                    moveBehind(senders, sender, accounts.isEmpty());
                    return item;
                }
            }
        }
        return null;
    }

    /** Takes out the last thing that the sender with most of them has about the account it names most; null if empty. */
    T pollLastOfMost() {
        String sender = most(senders, Comparator.comparingInt(FairQueue::size));
        if (sender == null) {
            return null;
        }
        Map<String, Deque<T>> accounts = senders.get(sender);
        T last = accounts.get(most(accounts, Comparator.comparingInt(Deque::size)))
                .peekLast();
        removeIf(item -> item == last);
        return last;
    }

    /** What was taken out. */
    List<T> removeIf(Predicate<T> isGone) {
        List<T> gone = new ArrayList<>();
        senders.values()
                .forEach(accounts -> accounts.values()
                        .forEach(items -> items.removeIf(item -> {
                            boolean goes = isGone.test(item);
                            if (goes) {
                                gone.add(item);
                            }
                            return goes;
                        })));
        senders.values().forEach(accounts -> accounts.values().removeIf(Deque::isEmpty));
        senders.values().removeIf(Map::isEmpty);
        size -= gone.size();
        return gone;
    }

    private static <V> void moveBehind(Map<String, V> ring, String key, boolean gone) {
        V value = ring.remove(key);
        if (!gone) {
            ring.put(key, value);
        }
    }

    private static <V> String most(Map<String, V> of, Comparator<V> order) {
        return of.entrySet().stream()
                .max(Map.Entry.comparingByValue(order))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static <T> int size(Map<String, Deque<T>> accounts) {
        return accounts.values().stream().mapToInt(Deque::size).sum();
    }
}
