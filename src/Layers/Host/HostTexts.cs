namespace Layers;

/// <summary>Checks of texts that kernels share.</summary>
internal static class HostTexts
{
    /// <summary>Throws if a text is null. This runs before the work is split among threads, so that the message names the first row with a
    /// null.</summary>
    public static void RequireAll(Node node, TensorData texts)
    {
        if (texts.AsSpan<string>().IndexOf((string)null!) is >= 0 and var at)
            throw Throw.NullText(node.Op, texts.Shape.Rank == 0 ? 0 : at / (texts.Length / texts.Shape[0].Size));
    }
}
