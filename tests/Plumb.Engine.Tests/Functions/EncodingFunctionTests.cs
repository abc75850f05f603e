using System.Text;
using CsCheck;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Encodings;
using Plumb.Engine.Functions.Encodings.Yaml;

namespace Plumb.Engine.Tests.Functions;

public class EncodingFunctionTests
{
    [Theory]
    [InlineData("""textencodebase64("","UTF-16")""", "/v8=")]
    [InlineData("""textencodebase64("日本","ISO-2022-JP")""", "GyRCRnxLXBsoQg==")]
    [InlineData("""textencodebase64("日本","HZ-GB-2312")""", "fntIVTE+")]
    [InlineData("""textencodebase64("日本a","GB18030")""", "yNWxvmE=")]
    [InlineData("""textencodebase64("é","cp037")""", "UQ==")]
    [InlineData("""textencodebase64("Ŵ"," latin8 ")""", "0A==")]
    [InlineData("""textdecodebase64("//5hAA==","UTF-16")""", "a")]
    [InlineData("""textdecodebase64("77u/YQ==","UTF-8")""", "\uFEFFa")]
    [InlineData("""base64decode("YR==")""", "a")]
    [InlineData("""base64decode("aGVs\r\nbG8=")""", "hello")]
    [InlineData("""base64gunzip(base64gzip("héllo"))""", "héllo")]
    [InlineData("""base64gunzip(base64gzip(""))""", "")]
    [InlineData("""urlencode("é*'()!~ ")""", "%C3%A9%2A%27%28%29%21~+")]
    [InlineData("""urldecode("%C3%A9+%2b")""", "é +")]
    public void Gives_what_the_peer_gives(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(expression));

    [Theory]
    [InlineData("""textdecodebase64("gQ==","windows-1252")""", "not all meaningful in windows-1252")]
    [InlineData("""textencodebase64("日","l1")""", "ISO_8859-1:1987 does not have")]
    [InlineData("""textencodebase64("a","UTF-7")""", "not the name of a known character set")]
    [InlineData("""base64decode("YWJj ")""", "not base64")]
    [InlineData("""base64decode("/w==")""", "not UTF-8")]
    [InlineData("""base64gunzip("YWJj")""", "not in the format of gzip")]
    [InlineData("""urldecode("%zz")""", "hexadecimal")]
    [InlineData("""csvdecode("a,b\n1,2,3")""", "line 2 of the text: the row has 3 fields")]
    [InlineData("""csvdecode("a,a\n1,2")""", "two columns")]
    [InlineData("""csvdecode("a\n\"x")""", "not closed")]
    [InlineData("""yamldecode("a: 1\n---\nb: 2")""", "more than one document")]
    [InlineData("""yamldecode("&a [*a]")""", "from inside itself")]
    [InlineData("""jsondecode("{\"a\":\n x}")""", "line 2, byte 2: 'x' is")]
    [InlineData("""jsondecode("[1")""", "line 1")]
    [InlineData("""yamldecode("[a")""", "line 2, column 1")]
    public void Says_what_is_wrong(string expression, string part) => Assert.Contains(part, LanguageCalls.Fault(expression), StringComparison.Ordinal);

    [Fact]
    public void Reads_tables_with_quotes_and_empty_lines()
    {
        var rows = Assert.IsType<ListValue>(LanguageCalls.Evaluate("""csvdecode("\"a b\",c\r\n\r\n\"1,\"\"2\",\"x\ny\"\r")"""));
        Assert.Equal(Value.Object(("a b", Value.String("1,\"2")), ("c", Value.String("x\ny"))), Assert.Single(rows.Elements));
    }

    [Fact]
    public void Every_character_set_reads_what_it_writes()
    {
        foreach (var name in new[] { "US-ASCII", "IBM437", "latin10", "koi8-r", "macintosh", "windows-1258", "Shift_JIS", "EUC-KR", "Big5", "UTF-16LE" })
        {
            var charset = Charsets.Find(name);
            Assert.NotNull(charset);
            Assert.Equal("Text 123", charset.Decode(charset.Encode("Text 123") ?? []));
        }
    }

    [Theory]
    [InlineData("x: |\n  \n\n  y\n", "\n\ny\n")]
    [InlineData("x: >-\n\n  y\n  z\n", "\ny z")]
    [InlineData("x: |-\n  1.50\n", "1.5")]
    public void Blocks_read_as_the_peer_reads_them(string document, string expected) =>
        Assert.Equal(Value.Object(("x", Value.String(expected))), YamlReader.Read(document, out _));

    [Fact]
    public void Tabs_do_not_indent()
    {
        Assert.Null(YamlReader.Read("a:\n\tb: 1", out _));
        Assert.NotNull(YamlReader.Read("a:\t1\nb: [1,\n\t2]", out _));
    }

    [Theory]
    [InlineData("a b\n c", "|-\n  a b\n   c\n")]
    [InlineData("\uFEFFa ", "\"\\uFEFF\\x61\\x20\"\n")]
    [InlineData(" \nx", "\" \\nx\"\n")]
    public void Strings_are_written_in_the_style_of_the_peer(string text, string expected) =>
        Assert.Equal(expected, YamlWriter.Write(Value.String(text)));

    [Fact]
    public void A_document_that_refers_to_itself_too_often_is_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 12; i++) bomb.Append($"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.Null(YamlReader.Read(bomb.ToString(), out var error));
        Assert.Contains("references written out", error, StringComparison.Ordinal);
        Assert.Null(YamlReader.Read(new string('[', 100_000), out error));
        Assert.Contains("nests deeper", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Gen.String[Gen.Char["ab:-?[]{},&*!|>'\"%@`#~<0.\\ \n\t"], 0, 24].Sample(text =>
        {
            Assert.True(YamlReader.Read(text, out var error) is not null != error is not null);
        }, iter: 20_000);

    [Fact]
    public void What_is_written_as_YAML_reads_back_the_same()
    {
        // The peer merges by the key "<<" even where it is quoted.
        var text = Gen.String[Gen.Char["ab:-?[]{}&*!|>'\"%@`#~<0.\\ \n\t\u0085\u2028é😀"[..^2]], 0, 100].Where(t => t != "<<");
        var value = Gen.Recursive<Value>((depth, self) => depth > 3
            ? text.Select(Value (t) => Value.String(t))
            : Gen.OneOf(
                text.Select(Value (t) => Value.String(t)),
                Gen.Const<Value>(Value.True),
                Gen.Const<Value>(Value.DynamicNull),
                Gen.Int.Select(Value (n) => Value.Number(n)),
                self.Array[0, 3].Select(Value (e) => Value.Tuple(e)),
                Gen.Select(text, self).Array[0, 3].Select(Value (e) => Value.Object(e.Select(p => KeyValuePair.Create(p.Item1, p.Item2))))));
        value.Sample(v => Assert.Equal(v, YamlReader.Read(YamlWriter.Write(v), out _)), iter: 3000);
    }
}
