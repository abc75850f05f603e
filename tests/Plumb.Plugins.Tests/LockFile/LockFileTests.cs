using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Plugins.LockFile;

namespace Plumb.Plugins.Tests.LockFile;

public sealed class LockFileTests
{
    private const string Text = """
        # This file is maintained automatically by "terraform init".
        # Manual edits may be lost in future updates.

        provider "example.com/acme/demo" {
          version     = "1.2.0"
          constraints = ">= 1.0.0, ~> 1.2"
          hashes = [
            "h1:Dm6wrmaCfbyXwkYCJI1SCtO1oFItZSnwmM52NUa2z0g=",
            "zh:6f92df53dbdf8a7655eb14ef7f5160dbdca2d7aeb1bdb22a1b2012974395ed0a",
          ]
        }

        provider "registry.terraform.io/hashicorp/null" {
          version = "3.2.4-beta1"
        }

        """;

    private readonly DiagnosticBag _diagnostics = new();

    [Fact]
    public void What_is_read_is_written_again_octet_for_octet()
    {
        var locks = Read(Text);
        Assert.Empty(_diagnostics);
        Assert.Equal(Text, LockFileWriter.ToText(locks ?? DependencyLocks.Empty));
    }

    [Theory]
    [InlineData("provider \"demo/\" {\n  version = \"1.0.0\"\n}\n", "PRV022")]
    [InlineData("provider \"terraform.io/builtin/terraform\" {\n  version = \"1.0.0\"\n}\n", "PRV022")]
    [InlineData("provider \"acme/demo\" {\n  version = \"1.0.0\"\n}\n", "PRV023")]
    [InlineData("provider \"a.io/b/c\" {\n  version = \"1.0.0\"\n}\nprovider \"a.io/b/c\" {\n  version = \"1.0.0\"\n}\n", "PRV024")]
    [InlineData("provider \"a.io/b/c\" {\n  version = \"1.0\"\n}\n", "PRV025")]
    [InlineData("provider \"a.io/b/c\" {\n  version = \"one\"\n}\n", "PRV025")]
    [InlineData("provider \"a.io/b/c\" {\n  version     = \"1.0.0\"\n  constraints = \">=1\"\n}\n", "PRV026")]
    [InlineData("provider \"a.io/b/c\" {\n  version = \"1.0.0\"\n  hashes  = []\n}\n", "PRV027")]
    [InlineData("provider \"a.io/b/c\" {\n  version = \"1.0.0\"\n  hashes  = [\"abc\"]\n}\n", "PRV027")]
    public void A_file_that_somebody_changed_by_hand_is_refused(string text, string code)
    {
        Assert.Null(Read(text));
        Assert.Equal(code, Assert.Single(_diagnostics).Rule.Code);
    }

    [Fact]
    public void Hashes_are_in_order_and_without_duplicates() =>
        Assert.Equal(["h1:a", "zh:a", "zh:b"], ProviderLock.Create(new("a", "b", "c"), new(1, 0, 0), "", ["zh:b", "h1:a", "zh:a", "h1:a"]).Hashes);

    private DependencyLocks? Read(string text) => new LockFileReader(_diagnostics).Read(new SourceFile(DependencyLocks.FileName, text));
}
