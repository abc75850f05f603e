using Plumb.Engine.Configuration.Versions;

namespace Plumb.Engine.Tests.Configuration;

public sealed class VersionTests
{
    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("v1.2", "1.2.0")]
    [InlineData("1", "1.0.0")]
    [InlineData("1.2.3-beta.1+build", "1.2.3-beta.1+build")]
    [InlineData("1.2beta", "1.2.0-beta")]
    [InlineData("1.2.x", null)]
    [InlineData("", null)]
    [InlineData("1.2.3.4", null)]
    public void A_version_is_read_leniently_and_printed_in_full(string text, string? printed) =>
        Assert.Equal(printed, SemanticVersion.TryParse(text, out var version) ? version.ToString() : null);

    [Fact]
    public void A_prerelease_comes_before_its_release_and_numbers_before_words()
    {
        string[] ordered = ["1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0", "1.0.1", "1.1.0", "2.0.0"];
        Assert.Equal(ordered, ordered.Reverse().Select(Version).Order().Select(v => v.ToString()));
    }

    [Theory]
    [InlineData("~> 1.2.3", "1.2.9", true)]
    [InlineData("~> 1.2.3", "1.3.0", false)]
    [InlineData("~> 1.2", "1.9.0", true)]
    [InlineData("~> 1.2", "2.0.0", false)]
    [InlineData("~> 1.2", "1.1.9", false)]
    [InlineData(">= 1.0, < 2.0, != 1.5.0", "1.5.0", false)]
    [InlineData(">= 1.0, < 2.0, != 1.5.0", "1.6.0", true)]
    [InlineData("1.0", "1.0.0", true)]
    [InlineData(">= 1.0", "2.0.0-beta", false)]
    [InlineData(">= 2.0.0-alpha", "2.0.0-beta", true)]
    [InlineData(">= 2.0.0-alpha", "2.0.1-beta", false)]
    [InlineData("= 2.0.0-beta", "2.0.0-beta", true)]
    [InlineData("", "1.0.0", null)]
    [InlineData(">> 1", "1.0.0", null)]
    [InlineData("1.0, ", "1.0.0", null)]
    public void Constraints_admit_what_the_peer_admits(string text, string version, bool? admits) =>
        Assert.Equal(admits, VersionConstraints.TryParse(text, out var constraints, out _) ? constraints.Admits(Version(version)) : null);

    [Theory]
    [InlineData("< 2,>=1.0 , >= 1.0.0", ">= 1.0.0, < 2.0.0")]
    [InlineData("~> 3", "~> 3.0")]
    [InlineData("~>3.1.0, =3.1", "3.1.0, ~> 3.1.0")]
    [InlineData("!= 1.0, > 1.0, <= 1.0, ~> 1.0", "> 1.0.0, ~> 1.0, <= 1.0.0, != 1.0.0")]
    public void The_canonical_form_is_ordered_and_without_duplicates(string text, string canonical) =>
        Assert.Equal(canonical, VersionConstraints.TryParse(text, out var constraints, out _) ? constraints.ToCanonicalString() : null);

    private static SemanticVersion Version(string text) =>
        SemanticVersion.TryParse(text, out var version) ? version : throw new FormatException(text);
}
