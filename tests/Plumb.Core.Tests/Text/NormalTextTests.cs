using CsCheck;
using Plumb.Core.Text;

namespace Plumb.Core.Tests.Text;

public sealed class NormalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\U0002F800", "\u4E3D")]
    public void Text_is_brought_to_form_c(string text, string normal) => Assert.Equal(normal, NormalText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() => Assert.Equal("\uFFFDx", NormalText.Of("\ud800x"));

    [Fact]
    public void Normal_text_is_returned_as_it_is() => Gen.String.Sample(s =>
    {
        var normal = NormalText.Of(s);
        return ReferenceEquals(normal, NormalText.Of(normal));
    });

    [Fact]
    public void The_standards_own_cases_hold()
    {
        // NormalizationTest.txt of Unicode 15 is too large to keep: point this at the file to run all of it.
        if (Environment.GetEnvironmentVariable("UNICODE_NORMALIZATION_TEST") is not { } path) return;
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0 && char.IsAsciiHexDigit(l[0])))
        {
            var columns = line.Split(';').Take(5).Select(Decode).ToArray();
            foreach (var text in columns[..3]) Assert.Equal(columns[1], NormalText.Of(text));
            foreach (var text in columns[3..]) Assert.Equal(columns[3], NormalText.Of(text));
        }
    }

    private static string Decode(string codes) =>
        string.Concat(codes.Split(' ').Select(c => char.ConvertFromUtf32(Convert.ToInt32(c, 16))));
}
