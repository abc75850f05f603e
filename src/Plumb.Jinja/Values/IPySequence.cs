namespace Plumb.Jinja.Values;

/// <summary>What has a length and elements by position: lists, tuples, ranges, and lists whose elements are made when asked for.</summary>
public interface IPySequence : IReadOnlyList<object?>;
