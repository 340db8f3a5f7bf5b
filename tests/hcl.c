/* What the HCL reader makes of correct text: trees, spans, strings and where they came from. */
#include "support.h"

#include "hcl/dump.h"
#include "hcl/hcl.h"

/* The tree of an expression; fails the test when there are errors. */
static const rf_expr *expr_of(const char *text)
{
    rf_diags diags = rf_diags_new(arena);
    const rf_expr *expr = rf_hcl_read_expr(arena, source_of(text), &diags);
    ck_assert_msg(diags.errors == 0, "%s: %s", text, diags_text(&diags));
    return expr;
}

static const rf_body *body_of(const char *text)
{
    rf_diags diags = rf_diags_new(arena);
    const rf_body *body = rf_hcl_read(arena, source_of(text), &diags);
    ck_assert_msg(diags.errors == 0, "%s: %s", text, diags_text(&diags));
    return body;
}

static const rf_expr *template_of(const char *text)
{
    rf_diags diags = rf_diags_new(arena);
    const rf_expr *expr = rf_hcl_read_template(arena, source_of(text), &diags);
    ck_assert_msg(diags.errors == 0, "%s: %s", text, diags_text(&diags));
    return expr;
}

static const char *dump(const rf_expr *expr)
{
    rf_buf out = rf_buf_new(arena);
    rf_hcl_dump_expr(&out, expr);
    return rf_cstr(arena, rf_buf_str(&out));
}

struct tree {
    const char *text, *tree;
};

static void check_trees(const struct tree *trees, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *tree = dump(expr_of(trees[i].text));
        ck_assert_msg(rf_eq_c(rf_str_c(tree), trees[i].tree), "%s\n  is   %s\n  want %s",
                      trees[i].text, tree, trees[i].tree);
    }
}

#define CHECK_TREES(trees) check_trees(trees, sizeof(trees) / sizeof *(trees))

START_TEST(operators_bind_in_six_levels_and_to_the_left)
{
    static const struct tree trees[] = {
        {"1 + 2 * 3", "(+ 1 (* 2 3))"},
        {"1 * 2 + 3", "(+ (* 1 2) 3)"},
        {"1 - 2 - 3", "(- (- 1 2) 3)"},
        {"8 / 4 % 3 * 2", "(* (% (/ 8 4) 3) 2)"},
        {"a || b && c", "(|| a (&& b c))"},
        {"a && b || c", "(|| (&& a b) c)"},
        {"a == b && c != d", "(&& (== a b) (!= c d))"},
        {"a < b == c >= d", "(== (< a b) (>= c d))"},
        {"1 < 2 < 3", "(< (< 1 2) 3)"},
        {"a + 1 <= b - 1", "(<= (+ a 1) (- b 1))"},
        {"a > b", "(> a b)"},
        {"-a + b", "(+ (- a) b)"},
        {"-a.b", "(- (. a b))"},
        {"!!a", "(! (! a))"},
        {"!a == b", "(== (! a) b)"},
        {"1 - -2", "(- 1 (- 2))"},
        {"(1 + 2) * 3", "(* (paren (+ 1 2)) 3)"},
        {"a ? b : c", "(? a b c)"},
        {"a ? b : c ? d : e", "(? a b (? c d e))"},
        {"a ? b ? c : d : e", "(? a (? b c d) e)"},
        {"a || b ? c : d + 1", "(? (|| a b) c (+ d 1))"},
        {"\n1 +\n 2\n", "(+ 1 2)"},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(literals_are_read)
{
    static const struct tree trees[] = {
        {"null", "null"},       {"true", "true"},
        {"false", "false"},     {"007", "7"},
        {"1.50", "1.5"},        {"1e3", "1000"},
        {"1E-2", "0.01"},       {"1.e5", "100000"},
        {"2.5e+1", "25"},       {"\"\"", "\"\""},
        {"\"a b\"", "\"a b\""}, {"trueish", "trueish"},
        {"_a-b9", "_a-b9"},     {"caf\u00e9", "caf\u00e9"},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(traversals_follow_any_term)
{
    static const struct tree trees[] = {
        {"a.b.c", "(. (. a b) c)"},
        {"a[0]", "([] a 0)"},
        {"a[\"k\"].b[c]", "([] (. ([] a \"k\") b) c)"},
        {"a.0.b", "(. (.# a 0) b)"},
        {"a.0", "(.# a 0)"},
        {"a.0e1", "([] a 0)"},
        {"f(x).y", "(. (f x) y)"},
        {"(a).b", "(. (paren a) b)"},
        {"[1][0]", "([] [1] 0)"},
        {"{a = 1}.a", "(. {a=1} a)"},
        {"\"x\".y", "(. \"x\" y)"},
        {"true.x", "(. true x)"},
        {"a[\n0\n]", "([] a 0)"},
        {"a[b ? 1 : 2]", "([] a (? b 1 2))"},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(splats_take_what_follows_into_each_item)
{
    static const struct tree trees[] = {
        {"a[*]", "([*] a @)"},
        {"a[*].b[0].c", "([*] a (. ([] (. @ b) 0) c))"},
        {"a[*][*].b", "([*] a ([*] @ (. @ b)))"},
        {"a.*.b.c", "(.* a (. (. @ b) c))"},
        {"a.*.b[0]", "([] (.* a (. @ b)) 0)"},
        {"a.*.0.b", "(.* a (. (.# @ 0) b))"},
        {"a.*", "(.* a @)"},
        {"a[*].b.*.c", "([*] a (.* (. @ b) (. @ c)))"},
        {"a[0].*.b", "(.* ([] a 0) (. @ b))"},
    };
    CHECK_TREES(trees);
    const rf_expr *splat = expr_of("a[*].b");
    const rf_expr *item = splat->as.splat.each->as.attribute.source;
    ck_assert_int_eq(item->kind, RF_EXPR_SPLAT_ITEM);
    ck_assert_ptr_eq(item->as.splat_of, splat);
}
END_TEST

START_TEST(calls_are_read)
{
    static const struct tree trees[] = {
        {"f()", "(f)"},
        {"f(1, 2,)", "(f 1 2)"},
        {"f(a...)", "(f a ...)"},
        {"f(1,\n  [2]...\n)", "(f 1 [2] ...)"},
        {"a::b::c(x)", "(a::b::c x)"},
        {"provider :: aws :: arn_parse(x)", "(provider::aws::arn_parse x)"},
        {"true(1)", "(true 1)"},
        {"f(<<E\nx\nE\n, 1)", "(f \"x\\n\" 1)"},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(collections_are_read)
{
    static const struct tree trees[] = {
        {"[]", "[]"},
        {"[1, 2,]", "[1 2]"},
        {"[\n1 # one\n, # two\n2 /* three */ ]", "[1 2]"},
        {"{}", "{}"},
        {"{ a = 1, b : 2,\n}", "{a=1, b=2}"},
        {"{ a = 1\n b = 2 // c\n\n}", "{a=1, b=2}"},
        {"{ \"k\" = 1, \"${x}:y\" = 2, 5 = 3, (z) = 4 }",
         "{\"k\"=1, (template ${x} \":y\")=2, 5=3, (paren z)=4}"},
        {"{ a.b = 1 }", "{(. a b)=1}"},
        {"{ true = 1, null = 2, x = 3, for = 4 }", "{true=1, null=2, x=3, for=4}"},
        {"{ a ? b : c = d }", "{(? a b c)=d}"},
        {"[for v in l : v]", "(for  v l : v)"},
        {"[for k, v in m : \"${k}\" if v != null]", "(for k v m : (template ${k}) if (!= v null))"},
        {"{for k, v in m : k => v... if v}", "(for k v m : k => v ... if v)"},
        {"{\n for k, v in m :\n k => v\n}", "(for k v m : k => v)"},
        {"[for in in in : in]", "(for  in in : in)"},
        {"[for x in y : 1if x]", "(for  x y : 1 if x)"},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(bare_keys_are_names_and_others_are_not)
{
    const rf_expr *object = expr_of("{ a = 1, \"b\" = 2, (c) = 3 }");
    ck_assert(object->as.object.at[0].key_is_name);
    ck_assert_ptr_nonnull(object->as.object.at[0].key->as.literal.as.string.origin);
    ck_assert(!object->as.object.at[1].key_is_name);
    ck_assert(!object->as.object.at[2].key_is_name);
}
END_TEST

START_TEST(templates_are_read)
{
    static const struct tree trees[] = {
        {"\"a${b}c\"", "(template \"a\" ${b} \"c\")"},
        {"\"${b}\"", "(template ${b})"},
        {"\"${\"${\"x\"}\"}\"", "(template ${(template ${\"x\"})})"},
        {"\"${\n1\n}\"", "(template ${1})"},
        {"\"${{ a = \"}\" }}\"", "(template ${{a=\"}\"}})"},
        {"\"\\n\\r\\t\\\"\\\\\"", "\"\\n\\r\\t\\\"\\\\\""},
        {"\"\\u00e9\\U0001f600\"", "\"\u00e9\U0001f600\""},
        {"\"$x $${y} %%{z} $ % $$ %% $\"", "\"$x ${y} %{z} $ % $$ %% $\""},
        {"\"$$${x}\"", "\"$${x}\""},
        {"\"$${~x}\"", "\"${~x}\""},
        {"\"%{ if a }b%{ else }c%{ endif }\"", "(template (if a \"b\" else \"c\"))"},
        {"\"%{ if a }%{ endif }\"", "(template (if a else))"},
        {"\"%{ for x in l }${x},%{ endfor }\"", "(template (for  x l : ${x} \",\"))"},
        {"\"%{ for k, v in l }%{ if k }${v}%{ endif }%{ endfor }\"",
         "(template (for k v l : (if k ${v} else)))"},
    };
    CHECK_TREES(trees);
    ck_assert_str_eq(dump(template_of("a ${b}\n$")), "(template \"a \" ${b} \"\\n$\")");
    ck_assert_str_eq(dump(template_of("")), "\"\"");
    ck_assert_str_eq(dump(template_of("\\n \"q\" $${x}\r\n")), "\"\\\\n \\\"q\\\" ${x}\\r\\n\"");
}
END_TEST

START_TEST(strip_markers_reach_to_the_end_of_their_line_of_text)
{
    static const struct tree trees[] = {
        {"\" a ${~ b ~} c \"", "(template \" a\" ${b} \"c \")"},
        {"\" ${~ b }\"", "(template \"\" ${b})"},
        {"\"\\n\\t${~ b ~}\\u00a0\"", "(template \"\" ${b} \"\")"},
        {"\"a ${b ~}${~ c} d\"", "(template \"a \" ${b} ${c} \" d\")"},
        {"\"%{ if true ~} x %{~ else ~} y %{~ endif }\"", "(template (if true \"x\" else \"y\"))"},
        {"<<E\na\n  ${~ b ~}\n  c\nE\n", "(heredoc \"a\\n\" ${b} \"  c\\n\")"},
        {"<<E\n%{ for x in l ~}\n${x}\n%{ endfor ~}\nE\n",
         "(heredoc (for  x l : \"\" ${x} \"\\n\") \"\")"},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(heredocs_lose_the_indentation_that_all_lines_share)
{
    static const struct tree trees[] = {
        {"<<E\n  a\n b\n  E\n", "\"  a\\n b\\n\""},
        {"<<-E\n  a\n    b\n  E\n", "\"a\\n  b\\n\""},
        {"<<-E\n    a\n\n  b\n  E\n", "\"  a\\n\\nb\\n\""},
        {"<<-E\n    a\n \n    b\nE\n", "\"a\\n \\nb\\n\""},
        {"<<-E\n\t\ta\n\t b\nE\n", "\"a\\nb\\n\""},
        {"<<-E\n    ${a}\n  b\nE\n", "(heredoc \"  \" ${a} \"\\nb\\n\")"},
        {"<<-E\n${a}\n    b\nE\n", "(heredoc ${a} \"\\n    b\\n\")"},
        {"<<-E\n    a ${b ~}\n      c\n    d\nE\n", "(heredoc \"a \" ${b} \"      c\\nd\\n\")"},
        {"<<-E\n    $${x}\n    y\nE\n", "\"${x}\\ny\\n\""},
        {"<<-E\n  a\r\n  b\r\nE\n", "\"a\\r\\nb\\r\\n\""},
        {"<<E\nE\n", "\"\""},
        {"<<E\nx\nE x\nEE\nE  \n", "\"x\\nE x\\nEE\\n\""},
        {"<<E\r\nfoo\r\nE\r\n", "\"foo\\r\\n\""},
        {"<<E\n\\n \"$HOME\"\nE\n", "\"\\\\n \\\"$HOME\\\"\\n\""},
        {"<<A\n${<<B\nin\nB\n}\nA\n", "(heredoc ${\"in\\n\"} \"\\n\")"},
        {"<<E\n$\nE\n", "\"$\\n\""},
        {"<<E\n$E\nE\n", "\"$E\\n\""},
    };
    CHECK_TREES(trees);
}
END_TEST

START_TEST(strings_are_normalised_and_keep_their_place)
{
    ck_assert_str_eq(dump(expr_of("\"e\u0301\"")), "\"\u00e9\"");
    ck_assert_str_eq(dump(expr_of("\"e\\u0301\"")), "\"\u00e9\"");
    ck_assert_str_eq(dump(expr_of("{ e\u0301 = 1 }")), "{\u00e9=1}");
    const rf_expr *expr = expr_of("\"ab e\u0301 cd\"");
    const rf_source *inner = rf_value_embed(arena, &expr->as.literal);
    /* "ab é cd": the é covers both of its source characters, what follows is in its place. */
    rf_place place = rf_locate((rf_span){inner, 3, 5});
    ck_assert_uint_eq(place.start, 4);
    ck_assert_uint_eq(place.end, 7);
    place = rf_locate((rf_span){inner, 6, 8});
    ck_assert_uint_eq(place.start, 8);
    ck_assert_uint_eq(place.end, 10);
}
END_TEST

START_TEST(text_in_strings_keeps_its_place)
{
    /* text, the part to look for in the value, line and column where it must be found */
    static const struct place {
        const char *text, *part;
        unsigned line, column, end_column;
    } places[] = {
        {"\"plain text\"", "text", 1, 8, 12},
        {"\"a\\tb\\\"c\\\"d\"", "d", 1, 11, 12},
        {"\"a\\tb\"", "\t", 1, 3, 5},
        {"\"$${x} y\"", "y", 1, 8, 9},
        {"\"$${x} y\"", "${", 1, 2, 5},
        {"<<E\none\ntwo\nE\n", "two", 3, 1, 4},
        {"<<-E\n    one\n      two\n    E\n", "two", 3, 7, 10},
        {"<<-E\n    one\n      two\n    E\n", "one", 2, 5, 8},
        {"<<-E\r\n  one\r\n  two\r\nE\r\n", "two", 3, 3, 6},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const rf_expr *expr = expr_of(places[i].text);
        ck_assert_int_eq(expr->kind, RF_EXPR_LITERAL);
        const rf_source *inner = rf_value_embed(arena, &expr->as.literal);
        size_t at = rf_find(inner->text, rf_str_c(places[i].part));
        ck_assert_uint_ne(at, RF_NOT_FOUND);
        uint32_t end = (uint32_t)(at + rf_str_c(places[i].part).n);
        rf_place place = rf_locate((rf_span){inner, (uint32_t)at, end});
        ck_assert_msg(place.line == places[i].line && place.column == places[i].column &&
                          place.end_column == places[i].end_column,
                      "%s: %s at %u:%u-%u", places[i].text, places[i].part, place.line,
                      place.column, place.end_column);
    }
}
END_TEST

START_TEST(parts_have_origins_and_spans)
{
    const rf_expr *expr = expr_of("\"a\\n ${b} %{ if c }d%{ endif }\"");
    rf_template_parts parts = expr->as.template.parts;
    ck_assert_uint_eq(parts.n, 4);
    ck_assert_ptr_nonnull(parts.at[0].as.literal.origin);
    static const char *const spans[] = {"a\\n ", "${b}", " ", "%{ if c }d%{ endif }"};
    for (size_t i = 0; i < parts.n; i++)
        ck_assert_rf_str(rf_span_text(parts.at[i].span), spans[i]);
}
END_TEST

/* --- spans ---------------------------------------------------------------------------------- */

static void add_span(rf_buf *out, const rf_expr *expr)
{
    if (expr == NULL)
        return;
    if (out->n != 0)
        rf_buf_add_c(out, " | ");
    rf_buf_add(out, rf_span_text(expr->span));
}

/* The text under the span of the node and of its children. */
static const char *spans_of(const rf_expr *e)
{
    rf_buf out = rf_buf_new(arena);
    add_span(&out, e);
    for (size_t i = 0; e->kind == RF_EXPR_TUPLE && i < e->as.tuple.n; i++)
        add_span(&out, e->as.tuple.at[i]);
    for (size_t i = 0; e->kind == RF_EXPR_CALL && i < e->as.call.n; i++)
        add_span(&out, e->as.call.arguments[i]);
    for (size_t i = 0; e->kind == RF_EXPR_OBJECT && i < e->as.object.n; i++) {
        add_span(&out, e->as.object.at[i].key);
        add_span(&out, e->as.object.at[i].value);
    }
    const rf_expr *children[4] = {NULL};
    if (e->kind == RF_EXPR_ATTRIBUTE)
        children[0] = e->as.attribute.source;
    else if (e->kind == RF_EXPR_INDEX)
        children[0] = e->as.index.source, children[1] = e->as.index.key;
    else if (e->kind == RF_EXPR_SPLAT)
        children[0] = e->as.splat.source, children[1] = e->as.splat.each;
    else if (e->kind == RF_EXPR_UNARY)
        children[0] = e->as.unary.operand;
    else if (e->kind == RF_EXPR_BINARY)
        children[0] = e->as.binary.left, children[1] = e->as.binary.right;
    else if (e->kind == RF_EXPR_PARENTHESES)
        children[0] = e->as.inner;
    else if (e->kind == RF_EXPR_CONDITIONAL)
        children[0] = e->as.conditional.condition, children[1] = e->as.conditional.yes,
        children[2] = e->as.conditional.no;
    else if (e->kind == RF_EXPR_FOR)
        children[0] = e->as.loop.collection, children[1] = e->as.loop.key,
        children[2] = e->as.loop.value, children[3] = e->as.loop.condition;
    for (size_t i = 0; i < 4; i++)
        add_span(&out, children[i]);
    return rf_cstr(arena, rf_buf_str(&out));
}

START_TEST(every_kind_of_node_has_its_exact_span)
{
    static const struct tree spans[] = {
        {" 12 ", "12"},
        {" \"a b\" ", "\"a b\""},
        {" <<E\nx\n E\n", "<<E\nx\n E"},
        {" \"a ${b}\" ", "\"a ${b}\""},
        {" [1, 2] ", "[1, 2] | 1 | 2"},
        {" {a = 1, \"b\" = c} ", "{a = 1, \"b\" = c} | a | 1 | \"b\" | c"},
        {" {for k, v in m : k => v... if c} ", "{for k, v in m : k => v... if c} | m | k | v | c"},
        {" abc ", "abc"},
        {" a.b.c ", "a.b.c | a.b"},
        {" a.0 ", "a.0 | a"},
        {" a[ b ] ", "a[ b ] | a | b"},
        {" a[*].b ", "a[*].b | a | [*].b"},
        {" a.*.b ", "a.*.b | a | .*.b"},
        {" f( x, y ) ", "f( x, y ) | x | y"},
        {" -x.y ", "-x.y | x.y"},
        {" a + b * c ", "a + b * c | a | b * c"},
        {" a ? b : c ", "a ? b : c | a | b | c"},
        {" ( a ) ", "( a ) | a"},
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        ck_assert_str_eq(spans_of(expr_of(spans[i].text)), spans[i].tree);
}
END_TEST

START_TEST(names_and_operators_have_spans)
{
    const rf_expr *call = expr_of("a::b (1)");
    ck_assert_rf_str(rf_span_text(call->as.call.name_span), "a::b");
    const rf_expr *attribute = expr_of("x . y");
    ck_assert_rf_str(rf_span_text(attribute->as.attribute.name_span), "y");
    const rf_expr *binary = expr_of("x <= y");
    ck_assert_rf_str(rf_span_text(binary->as.binary.op_span), "<=");
}
END_TEST

/* --- bodies --------------------------------------------------------------------------------- */

START_TEST(bodies_are_read)
{
    static const struct tree bodies[] = {
        {"", ""},
        {"\n# only\n/* comments */", ""},
        {"\xEF\xBB\xBF"
         "a = 1",
         "a = 1\n"},
        {"a = 1\r\nb = \"x\"\r\n", "a = 1\nb = \"x\"\n"},
        {"\ta\t=\t1\n", "a = 1\n"},
        {"a {}\n", "a {\n}\n"},
        {"a { b = 1 }\n", "a {\n  b = 1\n}\n"},
        {"a \"l\" m \"\" {\n  b = 1\n  c {\n  }\n}\n",
         "a \"l\" m \"\" {\n  b = 1\n  c {\n  }\n}\n"},
        {"a /* x */ \"\\u00e9$${\" m { # y\n}\n", "a \"\u00e9${\" m {\n}\n"},
        {"a = <<E\nx\nE\nb = 1\n", "a = \"x\\n\"\nb = 1\n"},
        {"a = [\n  1,\n]\nb {\n}\na {\n}\n", "a = [1]\nb {\n}\na {\n}\n"},
        {"a = b ? c : d // e", "a = (? b c d)\n"},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        rf_buf out = rf_buf_new(arena);
        rf_hcl_dump_body(&out, body_of(bodies[i].text), 0);
        ck_assert_str_eq(rf_cstr(arena, rf_buf_str(&out)), bodies[i].tree);
    }
}
END_TEST

START_TEST(attributes_and_blocks_have_spans)
{
    const rf_body *body = body_of("a = 1 # c\nb \"l\" m {\n  c = 2\n}\n");
    ck_assert_rf_str(rf_span_text(body->attributes[0].span), "a = 1");
    ck_assert_rf_str(rf_span_text(body->attributes[0].name_span), "a");
    const rf_block *block = &body->blocks[0];
    ck_assert_rf_str(rf_span_text(block->span), "b \"l\" m {\n  c = 2\n}");
    ck_assert_rf_str(rf_span_text(block->header), "b \"l\" m");
    ck_assert_rf_str(rf_span_text(block->type_span), "b");
    ck_assert_rf_str(rf_span_text(block->labels[0].span), "\"l\"");
    ck_assert_rf_str(rf_span_text(block->labels[1].span), "m");
    ck_assert(block->labels[0].quoted && !block->labels[1].quoted);
    ck_assert_rf_str(rf_span_text(block->body.span), "{\n  c = 2\n}");
}
END_TEST

START_TEST(attributes_and_blocks_are_found_by_name)
{
    const rf_body *body = body_of("a = 1\nx {}\ny {}\nx \"2\" {}\n");
    ck_assert_ptr_eq(rf_body_attribute(body, RF_STR("a")), &body->attributes[0]);
    ck_assert_ptr_null(rf_body_attribute(body, RF_STR("b")));
    const rf_block *first = rf_body_block(body, RF_STR("x"), NULL);
    ck_assert_ptr_eq(first, &body->blocks[0]);
    ck_assert_ptr_eq(rf_body_block(body, RF_STR("x"), first), &body->blocks[2]);
    ck_assert_ptr_null(rf_body_block(body, RF_STR("x"), &body->blocks[2]));
    ck_assert_ptr_null(rf_body_block(body, RF_STR("z"), NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hcl");
    TCase *trees = test_case(suite, "trees");
    tcase_add_test(trees, operators_bind_in_six_levels_and_to_the_left);
    tcase_add_test(trees, literals_are_read);
    tcase_add_test(trees, traversals_follow_any_term);
    tcase_add_test(trees, splats_take_what_follows_into_each_item);
    tcase_add_test(trees, calls_are_read);
    tcase_add_test(trees, collections_are_read);
    tcase_add_test(trees, bare_keys_are_names_and_others_are_not);
    TCase *templates = test_case(suite, "templates");
    tcase_add_test(templates, templates_are_read);
    tcase_add_test(templates, strip_markers_reach_to_the_end_of_their_line_of_text);
    tcase_add_test(templates, heredocs_lose_the_indentation_that_all_lines_share);
    tcase_add_test(templates, strings_are_normalised_and_keep_their_place);
    tcase_add_test(templates, text_in_strings_keeps_its_place);
    tcase_add_test(templates, parts_have_origins_and_spans);
    TCase *spans = test_case(suite, "spans");
    tcase_add_test(spans, every_kind_of_node_has_its_exact_span);
    tcase_add_test(spans, names_and_operators_have_spans);
    TCase *bodies = test_case(suite, "bodies");
    tcase_add_test(bodies, bodies_are_read);
    tcase_add_test(bodies, attributes_and_blocks_have_spans);
    tcase_add_test(bodies, attributes_and_blocks_are_found_by_name);
    return run_suite(suite);
}
