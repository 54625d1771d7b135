namespace Layers.ScikitLearn;

/// <summary>An array of joblib, whose elements follow its description in the file.</summary>
/// <param name="Target">The placeholder of the array.</param>
/// <param name="Type">The element type. Objects follow as a separate pickle.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="IsColumnMajor">Whether the first axis is contiguous.</param>
/// <param name="IsPadded">Whether a padding length and that many bytes precede the elements, so that they start at a multiple of 16. joblib
/// writes this padding since release 1.3.</param>
internal sealed record JoblibArray(UnfinishedArray Target, NumpyType Type, int[] Shape, bool IsColumnMajor, bool IsPadded)
{
    /// <summary>Reads the fields of joblib's wrapper.</summary>
    public static JoblibArray Of(UnfinishedArray target, PickledDictionary wrapper, PickleSource source)
    {
        NumpyType? type = null;
        int[]? shape = null;
        bool isColumnMajor = false, isPadded = false;
        if (wrapper.Entries.Count > 32) throw Throw.Damaged(source, "a joblib array has fields that are not known");
        foreach (var (key, value) in wrapper.Entries)
            switch (key, value)
            {
                case ("dtype", NumpyType known): type = known; break;
                case ("shape", _): shape = NumpyElements.ShapeOf(value, source); break;
                case ("order", string order): isColumnMajor = order == "F"; break;
                case ("numpy_array_alignment_bytes", _): isPadded = value is not null; break;
                case ("subclass", not PickledName { Module: "numpy", Name: "ndarray" }):
                    throw Throw.Damaged(source, "a joblib array is of a class that is not known");
            }
        if (type is null || shape is null) throw Throw.Damaged(source, "a joblib array has no shape or dtype");
        return new(target, type, shape, isColumnMajor, isPadded);
    }
}
