namespace Plumb.Engine.Functions.Network;

internal static class CidrMessages
{
    internal static string Invalid(string text) => $"\"{text}\" is no network prefix; write an address and the prefix's length, as 10.0.0.0/8";
}
