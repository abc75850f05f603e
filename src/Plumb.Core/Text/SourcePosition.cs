namespace Plumb.Core.Text;

/// <summary>A place for people and machine output: 1-based line and column (grapheme clusters), 0-based UTF-8 byte offset.</summary>
public readonly record struct SourcePosition(int Line, int Column, int Byte);
