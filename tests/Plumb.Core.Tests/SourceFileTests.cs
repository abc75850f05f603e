using Plumb.Core.Text;

namespace Plumb.Core.Tests;

public sealed class SourceFileTests
{
    [Fact]
    public void Columns_count_grapheme_clusters_and_bytes_count_utf8()
    {
        var file = new SourceFile("a.tf", "x\ne\u0301\U0001F469\u200D\U0001F467z");
        Assert.Equal(new SourcePosition(2, 3, 2 + 3 + 11), file.GetPosition(file.Text.IndexOf('z', StringComparison.Ordinal)));
    }
}
