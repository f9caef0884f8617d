package dev.pgreview.schema;

/**
 * A foreign key with both its sides.
 *
 * @param child the referencing table
 * @param parent the referenced table
 */
public record ForeignKeyLink(Table child, Constraint.ForeignKey key, Table parent) {}
