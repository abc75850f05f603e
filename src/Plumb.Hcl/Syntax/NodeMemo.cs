namespace Plumb.Hcl.Syntax;

/// <summary>
/// What an evaluation remembers at a node to do less the next time. No part of what the node is: nodes are compared
/// without it. Set by any thread to the same or an equally good content, so a race costs work and nothing else.
/// </summary>
internal struct NodeMemo<T> : IEquatable<NodeMemo<T>>
    where T : class
{
    public T? Content;

    public readonly bool Equals(NodeMemo<T> other) => true;

    public override readonly bool Equals(object? obj) => obj is NodeMemo<T>;

    public override readonly int GetHashCode() => 0;
}
