# ringfence: make, make demo, make test; see README.md.
#
# PREFIX, DESTDIR, CC, CFLAGS, LDFLAGS and PKG_CONFIG are the user's.  SAN=1 builds with the address
# and undefined-behaviour sanitizers, WERROR=1 makes warnings errors (CI).

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DOCDIR ?= $(PREFIX)/share/doc/ringfence
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
BUILD ?= build$(if $(SAN),-san)

VERSION := 0.1.0

# The rooms, in the order of the house: one includes the headers of those before it, of no other.
ROOMS ?= base text value json hcl network eval terraform reference iam access input checks engine report api cli

LIBS := json-c libpcre2-8 libutf8proc
SHELL := /bin/sh

# As many jobs as there are processors, unless the user said how many.
JOBS := $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))

# These need nothing probed; demo and test install what is missing before they come back here.
ifneq ($(filter-out deps demo test clean dist fuzz,$(or $(MAKECMDGOALS),all)),)
-include $(BUILD)/config.mk
endif

# V=1 shows the whole command lines.
Q := $(if $(V),,@)

WARNINGS := -Wall -Wextra -Wformat=2 -Wconversion -Wno-sign-conversion -Wimplicit-fallthrough \
	-Wstrict-prototypes -Wmissing-prototypes -Wshadow -Wvla -Werror=format-security \
	$(if $(WERROR),-Werror)
comma := ,
SANITIZE := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Ianalyzer -Iinclude -I$(BUILD) \
	-DRF_VERSION='"$(VERSION)"' -ffile-prefix-map=$(CURDIR)=. $(WARNINGS) $(HARDEN_CFLAGS) \
	$(LIB_CFLAGS) $(CFLAGS) $(SANITIZE)
ALL_LDFLAGS = $(HARDEN_LDFLAGS) $(LDFLAGS) $(SANITIZE)

SOURCES := $(sort $(foreach room,$(ROOMS),$(wildcard analyzer/$(room)/*.c)))
MAIN := analyzer/cli/main.c
RULES := $(sort $(wildcard rules/*/*.hcl))
REFERENCE := $(sort $(wildcard rules/reference/*.json))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(if $(filter engine,$(ROOMS)),$(BUILD)/embedded.o) \
	$(if $(filter reference,$(ROOMS)),$(BUILD)/reference.o)
LIB_OBJECTS := $(filter-out $(BUILD)/$(MAIN:.c=.o),$(OBJECTS))
TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(filter-out tests/support.c,$(wildcard tests/*.c)))
TEST_LIBS = $(shell $(PKG_CONFIG) --libs check)

# Until there is a command line, the library is all there is.
PROGRAM := $(if $(wildcard $(MAIN)),$(BUILD)/ringfence,$(BUILD)/libringfence.a)

.PHONY: all
all: $(PROGRAM)

# What the machine has: probed once, before anything is built.
$(BUILD)/config.mk: tools/configure.sh
	@mkdir -p $(BUILD)
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' SAN='$(SAN)' sh tools/configure.sh $(LIBS) > $@.new || { rm -f $@.new; exit 1; }
	@mv $@.new $@

$(BUILD)/ringfence: $(BUILD)/analyzer/cli/main.o $(BUILD)/libringfence.a
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIB_LIBS) -lm

$(BUILD)/libringfence.a: $(LIB_OBJECTS)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | $(BUILD)/config.mk
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Rule packs and profiles travel inside the binary.
$(BUILD)/embed: tools/embed.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O1 -o $@ $<

# The folders too: a rule that is removed changes nothing else.
$(BUILD)/embedded.c: $(BUILD)/embed $(RULES) $(sort $(dir $(RULES)))
	$(Q)$(BUILD)/embed $(RULES) > $@.new
	@mv $@.new $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# So does the service reference, as a table.  The rooms that make the table run at build time too.
REFERENCE_ROOMS := base text value json reference
REFERENCE_OBJECTS := $(filter $(REFERENCE_ROOMS:%=$(BUILD)/analyzer/%/%.o),$(SOURCES:%.c=$(BUILD)/%.o))
UPDATE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tools/reference/*.c))

$(BUILD)/embed-reference: $(BUILD)/tools/embed-reference.o $(REFERENCE_OBJECTS)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIB_LIBS) -lm

$(BUILD)/reference.c: $(BUILD)/embed-reference $(REFERENCE) rules/reference
	$(Q)$(BUILD)/embed-reference $(REFERENCE) > $@.new
	@mv $@.new $@

$(BUILD)/reference.o: $(BUILD)/reference.c
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# tools/update-reference runs it.
$(BUILD)/update-reference: $(UPDATE_OBJECTS) $(REFERENCE_OBJECTS)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIB_LIBS) -lm

$(BUILD)/tests/%: tests/%.c $(BUILD)/tests/support.o $(BUILD)/libringfence.a
	@mkdir -p $(@D)
	@echo "  TEST  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(BUILD)/tests/support.o $(BUILD)/libringfence.a \
		$(LIB_LIBS) -lm $(TEST_LIBS)

.PRECIOUS: $(BUILD)/tests/support.o

# Installs what is missing, by the system's package manager; nothing where pkg-config finds it all.
.PHONY: deps
deps:
	@PKG_CONFIG='$(PKG_CONFIG)' CC='$(CC)' sh tools/install-deps.sh $(LIBS) check

.PHONY: demo
demo: deps
	@$(MAKE) --no-print-directory $(JOBS) all
	@RINGFENCE=$(BUILD)/ringfence sh tools/demo.sh

# What README calls `make test`: sets the machine up, then runs every test.
.PHONY: test
test: deps
	@$(MAKE) --no-print-directory $(JOBS) check

.PHONY: check
check: $(PROGRAM) $(TESTS) $(BUILD)/update-reference
	@BUILD='$(BUILD)' SAN='$(SAN)' sh tests/run.sh $(TESTS)

# Rewrites the expected output of the command-line tests; read the difference.
.PHONY: regen
regen: $(BUILD)/ringfence
	@BUILD='$(BUILD)' sh tests/golden.sh --regen

$(BUILD)/bench-decide: $(BUILD)/tools/bench/decide.o $(BUILD)/libringfence.a
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIB_LIBS) -lm

.PHONY: bench
bench: $(BUILD)/ringfence $(BUILD)/bench-decide
	@$(BUILD)/bench-decide
	@RINGFENCE=$(BUILD)/ringfence sh tools/bench.sh

.PHONY: fuzz
fuzz:
	@sh tools/fuzz.sh

.PHONY: lint lint-docs
lint: lint-docs
	@CC='$(CC)' LIB_CFLAGS='$(LIB_CFLAGS)' sh tools/lint.sh

lint-docs: $(BUILD)/ringfence
	@RINGFENCE=$(BUILD)/ringfence sh tools/lint-docs.sh

.PHONY: install uninstall
install: $(BUILD)/ringfence
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR) $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(DOCDIR)
	install -m 755 $(BUILD)/ringfence $(DESTDIR)$(BINDIR)/ringfence
	install -m 644 $(BUILD)/libringfence.a $(DESTDIR)$(LIBDIR)/libringfence.a
	install -m 644 include/ringfence.h $(DESTDIR)$(INCLUDEDIR)/ringfence.h
	install -m 644 README.md LICENSE $(DESTDIR)$(DOCDIR)

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/ringfence $(DESTDIR)$(LIBDIR)/libringfence.a $(DESTDIR)$(INCLUDEDIR)/ringfence.h
	rm -f $(DESTDIR)$(DOCDIR)/README.md $(DESTDIR)$(DOCDIR)/LICENSE
	-rmdir $(DESTDIR)$(DOCDIR)

.PHONY: dist
dist:
	@mkdir -p dist
	git archive --format=tar.gz --prefix=ringfence-$(VERSION)/ -o dist/ringfence-$(VERSION).tar.gz HEAD

.PHONY: clean
clean:
	rm -rf build build-san dist

-include $(OBJECTS:.o=.d) $(TESTS:=.d) $(UPDATE_OBJECTS:.o=.d) $(BUILD)/tools/embed-reference.d
