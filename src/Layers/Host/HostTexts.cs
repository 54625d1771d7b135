namespace Layers;

/// <summary>What kernels ask of texts.</summary>
internal static class HostTexts
{
    /// <summary>Refuses null, before threads share the work: so the first row that has one is named.</summary>
    public static void RequireAll(Node node, TensorData texts)
    {
        if (texts.AsSpan<string>().IndexOf((string)null!) is >= 0 and var at) throw Throw.NullText(node.Op, texts.Shape.Rank == 0 ? 0 : at / (texts.Length / texts.Shape[0].Size));
    }
}
