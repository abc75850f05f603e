using Plumb.Operations.Model;

namespace Plumb.Hosts.Protocol;

/// <summary>Results as bytes.</summary>
internal static class ResultCodec
{
    private const byte Changed = 1;
    private const byte Failed = 2;
    private const byte Skipped = 4;
    private const byte DiffsAreList = 8;

    private const byte IsProperties = 1;
    private const byte BeforeIsBinary = 2;
    private const byte AfterIsBinary = 4;
    private const byte BeforeExceeds = 8;
    private const byte AfterExceeds = 16;
    private const byte IsAbsent = 32;

    public static ReadOnlyMemory<byte> Write(OperationResult result)
    {
        var writer = new MessageWriter();
        writer.Byte((byte)((result.Changed ? Changed : 0) | (result.Failed ? Failed : 0) | (result.Skipped ? Skipped : 0) | (result.DiffsAreList ? DiffsAreList : 0)));
        writer.OptionalText(result.Message);
        writer.Map(result.Values);
        writer.List(result.Diffs, d => Write(writer, d));
        writer.List(result.Warnings, writer.Text);
        writer.Byte((byte)result.Prediction);
        return writer.Written;
    }

    public static OperationResult Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessageReader(bytes);
        var flags = reader.Byte();
        var result = new OperationResult
        {
            Changed = (flags & Changed) != 0,
            Failed = (flags & Failed) != 0,
            Skipped = (flags & Skipped) != 0,
            DiffsAreList = (flags & DiffsAreList) != 0,
            Message = reader.OptionalText(),
            Values = reader.Map(),
            Diffs = Diffs(ref reader),
            Warnings = Texts(ref reader),
            Prediction = (Prediction)reader.Byte(),
        };
        reader.End();
        return Enum.IsDefined(result.Prediction) ? result : throw new ProtocolException("a prediction is of no known kind");
    }

    private static void Write(MessageWriter writer, ContentDiff diff)
    {
        writer.Byte((byte)((diff.IsProperties ? IsProperties : 0) | (diff.BeforeIsBinary ? BeforeIsBinary : 0) | (diff.AfterIsBinary ? AfterIsBinary : 0)
            | (diff.BeforeExceeds is null ? 0 : BeforeExceeds) | (diff.AfterExceeds is null ? 0 : AfterExceeds) | (diff.IsAbsent ? IsAbsent : 0)));
        writer.Text(diff.Before);
        writer.Text(diff.After);
        writer.OptionalText(diff.BeforeHeader);
        writer.OptionalText(diff.AfterHeader);
        writer.OptionalText(diff.Prepared);
        if (diff.BeforeExceeds is { } before) writer.Signed(before);
        if (diff.AfterExceeds is { } after) writer.Signed(after);
    }

    private static ContentDiff Diff(ref MessageReader reader)
    {
        var flags = reader.Byte();
        return new ContentDiff(reader.Text(), reader.Text())
        {
            IsProperties = (flags & IsProperties) != 0,
            BeforeIsBinary = (flags & BeforeIsBinary) != 0,
            AfterIsBinary = (flags & AfterIsBinary) != 0,
            IsAbsent = (flags & IsAbsent) != 0,
            BeforeHeader = reader.OptionalText(),
            AfterHeader = reader.OptionalText(),
            Prepared = reader.OptionalText(),
            BeforeExceeds = (flags & BeforeExceeds) == 0 ? null : reader.Signed(),
            AfterExceeds = (flags & AfterExceeds) == 0 ? null : reader.Signed(),
        };
    }

    private static List<ContentDiff> Diffs(ref MessageReader reader)
    {
        var all = new List<ContentDiff>();
        for (var count = reader.Count(); count > 0; count--) all.Add(Diff(ref reader));
        return all;
    }

    private static List<string> Texts(ref MessageReader reader)
    {
        var all = new List<string>();
        for (var count = reader.Count(); count > 0; count--) all.Add(reader.Text());
        return all;
    }
}
