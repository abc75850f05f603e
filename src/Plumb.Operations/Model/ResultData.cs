using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>A result as one map, under the names that playbooks read.</summary>
public static class ResultData
{
    public static MapData Of(OperationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var values = new MapBuilder(result.Values);
        if (result.Changed || !values.Contains("changed")) values["changed"] = result.Changed;
        if (result.Failed) values["failed"] = true;
        if (result.Skipped) values["skipped"] = true;
        if (result.Message is { } message) values["msg"] = message;
        if (result.Diffs.Count == 1 && !result.DiffsAreList) values["diff"] = Diff(result.Diffs[0]);
        else if (result.Diffs.Count > 0 || result.DiffsAreList) values["diff"] = new ListData([.. result.Diffs.Select(Diff)]);
        if (result.Warnings.Count > 0) values["warnings"] = new ListData([.. result.Warnings.Select(w => DataValue.Of(w))]);
        return values.Build();
    }

    /// <summary>What cannot be shown is named instead: a side that is no text, or too long.</summary>
    private static MapData Diff(ContentDiff diff)
    {
        var values = new MapBuilder();
        if (diff.Prepared is not null)
        {
            values["prepared"] = diff.Prepared;
        }
        else if (!diff.IsAbsent)
        {
            if (diff.BeforeIsBinary) values["dst_binary"] = 1;
            else if (diff.BeforeExceeds is { } before) values["dst_larger"] = before;
            else values["before"] = Side(diff, diff.Before);
            if (diff.AfterIsBinary) values["src_binary"] = 1;
            else if (diff.AfterExceeds is { } after) values["src_larger"] = after;
            else values["after"] = Side(diff, diff.After);
        }
        values.AddIfSet("before_header", diff.BeforeHeader);
        values.AddIfSet("after_header", diff.AfterHeader);
        return values.Build();
    }

    private static DataValue Side(ContentDiff diff, string text) => diff.IsProperties && text.Length > 0 ? DataJson.Parse(text) : text;
}
