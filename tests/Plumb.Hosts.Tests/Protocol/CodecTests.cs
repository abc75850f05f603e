using System.Text;
using CsCheck;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Tests.Protocol;

public sealed class CodecTests
{
    private static readonly Gen<string> _text = Gen.OneOf(Gen.String, Gen.String[Gen.Char['\uD800', '\uDFFF'], 0, 5]);

    private static readonly Gen<DataValue> _data = Gen.Recursive<DataValue>((depth, inner) => depth > 4 ? _leaf : Gen.OneOf(
        _leaf, inner.List[0, 4].Select(items => (DataValue)new ListData(items)), Gen.Select(_text, inner).List[0, 4].Select(e => (DataValue)Map(e))));

    private static Gen<DataValue> _leaf => Gen.OneOf(
        Gen.Const(DataValue.Null), Gen.Bool.Select(b => DataValue.Of(b)), Gen.Long.Select(n => DataValue.Of(n)), Gen.Double.Select(n => DataValue.Of(n)), _text.Select(t => DataValue.Of(t)));

    private static MapData Map(IEnumerable<(string, DataValue)> entries) => new([.. entries.DistinctBy(e => e.Item1).Select(e => KeyValuePair.Create(e.Item1, e.Item2))]);

    private static Gen<MapData> _map => Gen.Select(_text, _data).List[0, 4].Select(e => Map(e));

    [Fact]
    public void Data_comes_back_as_it_went() => _data.Sample(value =>
    {
        var writer = new MessageWriter();
        writer.Data(value);
        var reader = new MessageReader(writer.Written.Span);
        var back = reader.Data();
        reader.End();
        var again = new MessageWriter();
        again.Data(back);
        return writer.Written.Span.SequenceEqual(again.Written.Span);
    });

    [Fact]
    public void Requests_come_back_as_they_went() => Gen.Select(_text, _map, Gen.Byte, _text.List[0, 3]).Sample((name, arguments, flags, texts) =>
    {
        var request = new OperationRequest(name, arguments)
        {
            Check = (flags & 1) != 0,
            CheckRemembers = (flags & 2) != 0,
            Diff = (flags & 4) != 0,
            Become = (flags & 8) == 0 ? null : new BecomeRequest("sudo", name)
            {
                Password = texts.FirstOrDefault(),
                Flags = "-n",
                Line = (flags & 64) == 0 ? null : new BecomeLine(name, "/x", texts.LastOrDefault(), (flags & 1) != 0),
            },
            Timeout = (flags & 16) == 0 ? null : TimeSpan.FromMilliseconds(flags),
            Background = (flags & 32) == 0 ? null : new BackgroundJob(name, "~/jobs", TimeSpan.FromSeconds(flags)),
            Environment = [.. texts.Select(t => KeyValuePair.Create(t, name))],
            Sources = [.. texts.Select(t => Encoding.Unicode.GetBytes(t)).Select(bytes => new SourceContent(name, "sha256", "sha1", bytes.Length, () => new MemoryStream(bytes)))],
        };
        var back = RequestCodec.Read(RequestCodec.Write(request, flags).Span, _ => new MemoryStream(Encoding.Unicode.GetBytes("asked for")));
        foreach (var (source, sent) in back.Sources.Zip(request.Sources))
        {
            using var content = source.Open();
            var bytes = new byte[1000];
            var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (Encoding.Unicode.GetString(bytes, 0, length) == "asked for") continue;
            using var expected = sent.Open();
            Assert.Equal(new StreamReader(expected).ReadToEnd(), new StreamReader(new MemoryStream(bytes, 0, length)).ReadToEnd());
        }
        Assert.Equal(request with { Environment = back.Environment, Sources = back.Sources, Arguments = back.Arguments }, back);
        Assert.Equal(request.Environment, back.Environment);
        Assert.Equal(RequestCodec.Write(request).ToArray(), RequestCodec.Write(back).ToArray());
    });

    [Fact]
    public void Results_come_back_as_they_went() => Gen.Select(_text, _map, Gen.Byte).Sample((text, values, flags) =>
    {
        var result = new OperationResult
        {
            Changed = (flags & 1) != 0,
            Failed = (flags & 2) != 0,
            Skipped = (flags & 4) != 0,
            Message = (flags & 8) == 0 ? null : text,
            Values = values,
            Warnings = [text],
            Prediction = (Prediction)(flags % 3),
            Diffs = [new ContentDiff(text, "b") { BeforeHeader = text, IsProperties = (flags & 16) != 0, AfterExceeds = flags, Prepared = "p", BeforeIsBinary = true }],
        };
        var back = ResultCodec.Read(ResultCodec.Write(result).Span);
        Assert.Equal(result.Diffs, back.Diffs);
        Assert.Equal(result.Warnings, back.Warnings);
        Assert.Equal(ResultCodec.Write(result).ToArray(), ResultCodec.Write(back).ToArray());
    });

    [Fact]
    public void Whatever_bytes_come_are_data_or_a_fault_of_the_protocol() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        try
        {
            RequestCodec.Read(bytes, _ => Stream.Null);
        }
        catch (ProtocolException)
        {
            // As it should be.
        }
        try
        {
            ResultCodec.Read(bytes);
        }
        catch (ProtocolException)
        {
            // As it should be.
        }
    });

    [Fact]
    public void Nesting_has_an_end()
    {
        byte[] deep = [.. Enumerable.Repeat((byte[])[DataTag.List, 1], 100_000).SelectMany(b => b), DataTag.Null];
        Assert.Throws<ProtocolException>(() => new MessageReader(deep).Data());
    }

    /// <summary>A property that is added to a record must be added to its codec. OmitsPathReport is for the host alone.</summary>
    [Fact]
    public void No_property_is_left_behind()
    {
        static string Names(Type type) => string.Join(' ', type.GetProperties().Where(p => p.CanWrite && p.Name != "EqualityContract").Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Arguments Background Become Check CheckRemembers Diff Environment Operation Sources Timeout", Names(typeof(OperationRequest)));
        Assert.Equal("Executable Flags Line Method Password User", Names(typeof(BecomeRequest)));
        Assert.Equal("NeedsTerminal Prompt Script Text", Names(typeof(BecomeLine)));
        Assert.Equal("Changed Diffs DiffsAreList Failed Message OmitsPathReport Prediction Skipped Values Warnings", Names(typeof(OperationResult)));
        Assert.Equal("After AfterExceeds AfterHeader AfterIsBinary Before BeforeExceeds BeforeHeader BeforeIsBinary IsAbsent IsProperties Prepared", Names(typeof(ContentDiff)));
    }
}
