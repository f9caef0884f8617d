/** What detection reads (paths, texts, configuration documents) and what it reports. */
@NullMarked
package dev.pgreview.detect.source;

import org.jspecify.annotations.NullMarked;
