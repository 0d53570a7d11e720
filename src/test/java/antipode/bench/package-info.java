/// What `bin/bench` is made of: it fills a workspace, starts the real server on it and measures what people do with it.
/// None of this is in the product; the rows it writes are compared with those of the verbs by [antipode.bench.SeedTest].
package antipode.bench;
