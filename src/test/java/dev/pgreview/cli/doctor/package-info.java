@NullMarked
package dev.pgreview.cli.doctor;

import org.jspecify.annotations.NullMarked;
