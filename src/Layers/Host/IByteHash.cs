namespace Layers;

/// <summary>A hash of bytes.</summary>
internal interface IByteHash
{
    ulong Of(ReadOnlySpan<byte> bytes);
}
