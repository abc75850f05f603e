namespace Plumb.Hosts.Protocol;

/// <summary>Tells which kind of data follows.</summary>
internal static class DataTag
{
    public const byte Null = 0;
    public const byte False = 1;
    public const byte True = 2;
    public const byte Integer = 3;
    public const byte Float = 4;
    public const byte Text = 5;
    public const byte List = 6;
    public const byte Map = 7;
}
