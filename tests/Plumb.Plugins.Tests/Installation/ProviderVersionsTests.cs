using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation;

namespace Plumb.Plugins.Tests.Installation;

public class ProviderVersionsTests
{
    /// <summary>What Terraform 1.11 chooses of these versions; nothing where it finds none that fits.</summary>
    [Theory]
    [InlineData("", "2.0.0")]
    [InlineData("~> 1.0", "1.2.0")]
    [InlineData(">= 1.3.0-beta1, < 2.0.0", "")]
    [InlineData("~> 1.3.0-beta1", "")]
    [InlineData("> 1.3.0-alpha1", "2.0.0")]
    [InlineData("< 1.3.0", "1.2.0")]
    [InlineData("1.3.0-beta1", "1.3.0-beta1")]
    [InlineData("<= 1.3.0-beta1", "1.2.0")]
    [InlineData("1.3.0-beta1, >= 1.0", "1.3.0-beta1")]
    [InlineData("!= 2.0.0", "1.2.0")]
    [InlineData("> 1.0, ~> 1.2.0", "1.2.0")]
    [InlineData("~> 9", "")]
    public void The_newest_version_that_fits_is_chosen(string constraints, string expected)
    {
        SemanticVersion[] versions = [new(1, 0, 0), new(2, 0, 0), new(1, 3, 0, "beta1"), new(1, 2, 0)];
        var asked = constraints.Length == 0 ? VersionConstraints.Any : VersionConstraints.TryParse(constraints, out var parsed, out _) ? parsed : throw new FormatException(constraints);
        Assert.Equal(expected, ProviderVersions.Newest(asked, versions)?.ToString() ?? "");
    }
}
