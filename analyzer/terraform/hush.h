/*
 * Messages that do not quote secrets.
 *
 * The readers of HCL and JSON and the evaluator quote what they do not understand, and a password
 * without its quotation marks is such a text.  These replace the words of a message whose place
 * holds a sensitive value; place and code stay.  A report that shows the line of a message has to
 * leave out the values on it itself.
 */
#ifndef RF_TERRAFORM_HUSH_H
#define RF_TERRAFORM_HUSH_H

#include "terraform/variables.h"

/* True for a variable that is declared sensitive (`module` may be NULL) and for a name that speaks
 * of a secret. */
bool rf_is_sensitive_name(const rf_module *module, rf_str name);

/* Every diagnostic from number `first` on that lies inside the span.  Those with the code `except`
 * (which may be NULL) are known to quote nothing and stay. */
void rf_hush(rf_diags *diags, size_t first, rf_span span, const char *except);

/* Every diagnostic from number `first` on that stands behind `name =` or `"name":` on its line,
 * where the name speaks of a secret, or whose own text has the form of one: what could not be read
 * has no value to ask. */
void rf_hush_lines(rf_diags *diags, size_t first);

/* The same for names that the module declares sensitive, in the sources that the variables come
 * from: the lines of the module's own files are code. */
void rf_hush_declared(rf_diags *diags, const rf_variable_list *variables, const rf_module *module);

#endif
