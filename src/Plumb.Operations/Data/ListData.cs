namespace Plumb.Operations.Data;

/// <summary>A list of data. Two are equal if their items are, one by one.</summary>
public sealed record ListData(IReadOnlyList<DataValue> Items) : DataValue
{
    public static ListData Empty { get; } = new([]);

    public bool Equals(ListData? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }
}
