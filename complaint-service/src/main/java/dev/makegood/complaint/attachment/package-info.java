/**
 * Files that belong to complaints: looked at before they are kept, given out as downloads only.
 * Owns the tables attachment, stored_object, and what is in the object store.
 */
@NullMarked
package dev.makegood.complaint.attachment;

import org.jspecify.annotations.NullMarked;
