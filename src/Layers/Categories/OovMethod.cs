namespace Layers;

/// <summary>How an integer outside of the vocabulary gets one of several indices.</summary>
/// <remarks>As Keras's <c>oov_method</c>, whose words files have: <c>floormod</c>, <c>farmhash</c>. Texts are always hashed.</remarks>
public enum OovMethod
{
    /// <summary>By its floor remainder: −1 modulo 3 is 2.</summary>
    FloorMod,

    /// <summary>By FarmHash's <c>Fingerprint64</c> of its decimal text, or SipHash-2-4 where there is a salt. An ONNX file has the first
    /// where <c>ExportOnnx</c> may use extensions, and never the second.</summary>
    FarmHash,
}
