using CsCheck;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Images;

namespace Plumb.Provider.Docker.Tests;

public sealed class TextTests
{
    [Fact]
    public void A_duration_is_read_as_it_was_written() =>
        Gen.Long[0, 1_000_000_000_000_000].Sample(nanoseconds => GoDuration.TryParse(GoDuration.Format(nanoseconds), out var read) && read == nanoseconds);

    [Theory]
    [InlineData("1m30s", 90_000_000_000)]
    [InlineData("0", 0)]
    [InlineData("1.5h", 5_400_000_000_000)]
    [InlineData("250ms", 250_000_000)]
    public void Durations_have_units(string text, long nanoseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var read));
        Assert.Equal(nanoseconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("1d")]
    [InlineData("s")]
    [InlineData("99999999999h")]
    public void Other_texts_are_no_durations(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData("busybox", "docker.io", "library/busybox", "latest")]
    [InlineData("team/app:2", "docker.io", "team/app", "2")]
    [InlineData("registry-1.docker.io/library/nginx", "docker.io", "library/nginx", "latest")]
    [InlineData("quay.io:8181/team/app", "quay.io:8181", "team/app", "latest")]
    [InlineData("localhost/tiny:1", "localhost", "tiny", "1")]
    [InlineData("nginx:1@sha256:abc", "docker.io", "library/nginx", "sha256:abc")]
    public void The_name_of_an_image_has_parts(string text, string registry, string repository, string version)
    {
        var image = ImageReference.Parse(text);
        Assert.Equal((registry, repository, version), (image.Registry, image.Repository, image.Version));
    }

    [Fact]
    public void Ignored_files_follow_the_last_rule_that_matches()
    {
        var ignored = IgnoredFiles.Parse("# comment\n*.log\n!kept.log\nnode_modules\n**/cache\ndocs/**/*.tmp\n/build/\n");
        string[] paths = ["a.log", "kept.log", "deep/a.log", "node_modules/x/y.js", "a/b/cache/z", "docs/x.tmp", "docs/a/b/x.tmp", "build/out", "src/build", "main.c"];
        Assert.Equal(["a.log", "node_modules/x/y.js", "a/b/cache/z", "docs/x.tmp", "docs/a/b/x.tmp", "build/out"], paths.Where(ignored.Contains));
    }
}
