using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>What an operation did, or would do.</summary>
public sealed record OperationResult
{
    public bool Changed { get; init; }

    public bool Failed { get; init; }

    public bool Skipped { get; init; }

    public string? Message { get; init; }

    /// <summary>What else the operation returns, under the names that Ansible's module documents.</summary>
    public MapData Values { get; init; } = MapData.Empty;

    public IReadOnlyList<ContentDiff> Diffs { get; init; } = [];

    /// <summary>Whether the differences are a list in the result even if there is one or none, as the peer's module has it.</summary>
    public bool DiffsAreList { get; init; }

    /// <summary>Whether what is at the path that the result names is left untold, as where the peer's controller makes the result.</summary>
    public bool OmitsPathReport { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How far a prediction can be trusted.</summary>
    public Prediction Prediction { get; init; } = Prediction.Exact;

    public static OperationResult Failure(string message) => new() { Failed = true, Message = message };
}

/// <summary>One thing that differs, as text or as lists of properties.</summary>
public sealed record ContentDiff(string Before, string After)
{
    public string? BeforeHeader { get; init; }

    public string? AfterHeader { get; init; }

    /// <summary>Whether the two are properties as JSON, rather than the lines of a file.</summary>
    public bool IsProperties { get; init; }

    /// <summary>Whether what was there, or what comes, is no text and so left out.</summary>
    public bool BeforeIsBinary { get; init; }

    public bool AfterIsBinary { get; init; }

    /// <summary>The limit in bytes that what was there, or what comes, exceeds, so that it is left out.</summary>
    public long? BeforeExceeds { get; init; }

    public long? AfterExceeds { get; init; }

    /// <summary>Whether there is only a heading and neither side; the peer has such entries for attributes that do not differ.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>A difference that another program made, to be shown as it is.</summary>
    public string? Prepared { get; init; }
}

public enum Prediction
{
    /// <summary>This is what happens.</summary>
    Exact,

    /// <summary>This happens if the program asked tells the truth, such as a package manager's simulation.</summary>
    Predicted,

    /// <summary>It cannot be known before it is done.</summary>
    Opaque,
}
