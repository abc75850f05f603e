using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Local;

/// <summary>A state as it is stored: the bytes, and the numbers that say which one it is.</summary>
internal sealed class StateSnapshot(byte[] bytes, string lineage, long serial, string terraformVersion)
{
    public static StateSnapshot Absent { get; } = new([], "", 0, "");

    public bool Exists => bytes.Length > 0;

    public byte[] Bytes => bytes;

    public string Lineage => lineage;

    public long Serial => serial;

    public static StateSnapshot Of(byte[] bytes, StateDocument state) => new(bytes, state.Lineage, state.Serial, state.TerraformVersion);

    /// <summary>
    /// Whether the state says the same as the stored one, whoever wrote it and however it is laid out.
    /// <paramref name="readAgain"/> reads the stored one where the bytes alone do not tell.
    /// </summary>
    public bool SaysTheSameAs(StateDocument state, Func<byte[], StateDocument?> readAgain)
    {
        if (!Exists) return false;
        var candidate = ToBytesAsStored(state);
        if (candidate.AsSpan().SequenceEqual(bytes)) return true;
        return readAgain(bytes) is { } stored && ToBytesAsStored(stored).AsSpan().SequenceEqual(candidate);
    }

    private byte[] ToBytesAsStored(StateDocument state)
    {
        var same = StateCopy.Of(state);
        same.Lineage = lineage;
        same.Serial = serial;
        same.TerraformVersion = terraformVersion;
        return StateWriter.ToBytes(same);
    }
}
