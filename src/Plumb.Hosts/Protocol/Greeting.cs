namespace Plumb.Hosts.Protocol;

/// <summary>The line with which the executor says that it is there. Both sides are of one build, so that the versions are equal or all is wrong.</summary>
internal static class Greeting
{
    public const string Line = "PLUMB-READY 2";
}
