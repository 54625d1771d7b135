namespace Layers;

/// <summary>The way in which an integer outside of the vocabulary gets one of several indices.</summary>
/// <remarks>This is Keras's <c>oov_method</c>; files have its words <c>floormod</c> and <c>farmhash</c>. Texts are always hashed.</remarks>
public enum OovMethod
{
    /// <summary>By the floored remainder: −1 modulo 3 is 2.</summary>
    FloorMod,

    /// <summary>By FarmHash's <c>Fingerprint64</c> of the integer's decimal text, or by SipHash-2-4 if there is a salt. FarmHash can be
    /// exported to ONNX if <c>ExportOnnx</c> may use extensions; SipHash cannot be exported.</summary>
    FarmHash,
}
