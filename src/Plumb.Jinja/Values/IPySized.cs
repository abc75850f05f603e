namespace Plumb.Jinja.Values;

/// <summary>An object with a type of its own that has a length.</summary>
public interface IPySized
{
    long Length { get; }
}
