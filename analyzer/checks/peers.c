/* The planned network against those it will be connected to. */
#include "base/limits.h"
#include "checks/check.h"

enum {
    SUGGESTIONS = 3,
    SUGGESTION_STEPS = 4096, /* blocks looked at */
    RELATED_MOST = 10,
};

/* What is compared with the planned network.  A default route is no network; what a route drops
 * conflicts with nothing. */
static bool counts(const rf_network *network)
{
    return network->reading.cidr.family != 0 && network->reading.cidr.length != 0 &&
           network->kind != RF_NETWORK_BLACKHOLE;
}

static bool is_peer_of(const rf_peer *peer, const rf_group *group)
{
    return peer->group == NULL || group == NULL ||
           rf_folder_within(group->folder, peer->group->folder);
}

static bool is_allowed(const rf_check_run *run, const rf_cidr *cidr)
{
    const rf_value *allowed = rf_check_param(run, "allowed");
    for (size_t i = 0; allowed != NULL && allowed->kind == RF_LIST && i < allowed->as.list.n; i++) {
        rf_cidr block;
        if (rf_cidr_parse(rf_text_of(&allowed->as.list.at[i]), 0, &block) &&
            rf_cidr_contains(&block, cidr))
            return true;
    }
    return false;
}

/* Takes the blocks that a peer overlaps: one that contains it, or a run of those it contains.
 * taken[i] is how many more peers take block i than block i - 1, so that a wide peer costs no more
 * than a narrow one.  The blocks ascend. */
static void take(const rf_cidr *blocks, size_t n, const rf_cidr *peer, int64_t *taken)
{
    size_t low = 0, high = n; /* `low`: the first block that does not come before the peer */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rf_cidr_cmp(&blocks[middle], peer) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t first = low > 0 && rf_cidr_contains(&blocks[low - 1], peer) ? low - 1 : low;
    for (high = n; low < high;) { /* `low`: the first block behind the run */
        size_t middle = low + (high - low) / 2;
        if (rf_cidr_contains(peer, &blocks[middle]))
            low = middle + 1;
        else
            high = middle;
    }
    taken[first]++;
    taken[low]--;
}

/* The next free blocks of the same size behind the planned one, within the same allowed range. */
static rf_str free_blocks(const rf_check_run *run, rf_cidr cidr)
{
    const rf_inputs *inputs = run->subject->inputs;
    rf_cidr *blocks = RF_NEW_ARRAY(run->arena, rf_cidr, SUGGESTION_STEPS);
    int64_t *taken = RF_NEW_ARRAY(run->arena, int64_t, SUGGESTION_STEPS + 1), peers = 0;
    size_t n = 0, found = 0;
    while (n < SUGGESTION_STEPS && rf_cidr_next(&cidr, &cidr) && is_allowed(run, &cidr))
        blocks[n++] = cidr;
    for (size_t i = 0; i < inputs->peers.n; i++)
        if (counts(inputs->peers.at[i].network) &&
            is_peer_of(&inputs->peers.at[i], run->subject->group))
            take(blocks, n, &inputs->peers.at[i].network->reading.cidr, taken);
    rf_buf buf = rf_buf_new(run->arena);
    for (size_t i = 0; i < n && found < SUGGESTIONS; i++) {
        peers += taken[i];
        if (peers == 0)
            rf_buf_format(&buf, "%s%.*s", found++ ? ", " : "",
                          RF_ARG(rf_cidr_text(run->arena, &blocks[i])));
    }
    return rf_buf_str(&buf);
}

static const char *relation(const rf_cidr *planned, const rf_cidr *peer)
{
    if (rf_cidr_equal(planned, peer))
        return "the same as";
    return rf_cidr_contains(peer, planned) ? "inside" : "contains";
}

/* One finding for the planned network: the first overlap in words, the others as related places.
 * The same block may be listed by several inventories. */
void rf_check_peer_overlap(rf_check_run *run)
{
    const rf_planned *planned = run->subject->planned;
    const rf_inputs *inputs = run->subject->inputs;
    const rf_cidr *cidr = &planned->reading.cidr;
    rf_finding *finding = NULL;
    size_t more = 0;
    if (cidr->family == 0 || !rf_eq_c(planned->role, "vpc"))
        return;
    if ((size_t)(run->subject - run->all) * inputs->peers.n > RF_LIMIT_NETWORK_PAIRS) {
        rf_report_left_out(run, planned->span, RF_STR("whether this network overlaps another one"),
                           "there are too many planned networks for %zu known ones",
                           inputs->peers.n);
        return;
    }
    for (size_t i = 0; i < inputs->peers.n; i++) {
        const rf_network *network = inputs->peers.at[i].network;
        const rf_cidr *peer = &network->reading.cidr;
        if (!counts(network) || !is_peer_of(&inputs->peers.at[i], run->subject->group) ||
            !rf_cidr_overlaps(cidr, peer))
            continue;
        rf_str words = rf_network_words(run->arena, network);
        rf_str block = network->sensitive ? RF_STR("a network") : rf_cidr_text(run->arena, peer);
        if (finding == NULL) {
            finding = rf_report(run, planned->span,
                                "%.*s %.*s overlaps a network it will be connected to",
                                RF_ARG(planned->name), RF_ARG(rf_cidr_text(run->arena, cidr)));
            finding->note = rf_format(run->arena, "%s %.*s", relation(cidr, peer), RF_ARG(block));
        }
        if (finding->related_count < RELATED_MOST)
            rf_report_related(run, finding, network->span,
                              rf_format(run->arena, "%.*s%s%.*s", RF_ARG(block),
                                        words.n ? ", " : "", RF_ARG(words)));
        else
            more++;
    }
    if (finding == NULL)
        return;
    if (more != 0)
        finding->message =
            rf_format(run->arena, "%.*s (and %zu more)", RF_ARG(finding->message), more);
    rf_str blocks = free_blocks(run, *cidr);
    if (blocks.n != 0)
        finding->help =
            rf_format(run->arena, "free /%d blocks nearby: %.*s", cidr->length, RF_ARG(blocks));
}
