using System.Security.Cryptography;
using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Engine.Functions;

/// <summary>What functions need from outside: files, time, chance, and what they are called for.</summary>
public sealed class FunctionContext
{
    /// <summary>The absolute directory that relative paths in <c>file("x")</c> and its kin start from: where the root module is.</summary>
    public required string BaseDirectory { get; init; }

    public required IFileAccess Files { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The moment the plan was made, for <c>plantimestamp</c>; null while there is no plan, which makes it unknown.</summary>
    public DateTimeOffset? PlanTimestamp { get; init; }

    /// <summary>Fills a span with random bytes.</summary>
    public Action<Span<byte>> FillRandom { get; init; } = RandomNumberGenerator.Fill;

    /// <summary>While planning, what would differ at apply (<c>timestamp</c>, <c>uuid</c>, <c>bcrypt</c>) is unknown.</summary>
    public bool IsPlanning { get; init; }

    /// <summary>The console has <c>type</c> and lacks <c>plantimestamp</c>.</summary>
    public bool IsConsole { get; init; }
}
