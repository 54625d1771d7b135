namespace Layers.ScikitLearn;

/// <summary>A NumPy array, in row-major order regardless of the order in the file.</summary>
/// <param name="Type">The dtype as NumPy names it: <c>float64</c>, <c>float32</c>, <c>int64</c>, <c>bool</c>, <c>str</c> (fixed-width
/// text), <c>bytes</c>, <c>object</c>, <c>datetime64[ns]</c> and so on.</param>
/// <param name="Shape">The size of each axis; empty for a single value.</param>
/// <param name="Values">The elements: <c>double[]</c> for floats of every width, <c>long[]</c> for integers, <c>bool[]</c>, <c>string[]</c>
/// for text and for bytes, with one character for each byte, <c>object?[]</c> for objects. Dates and durations are integers in NumPy's
/// unit.</param>
internal sealed record NumpyArray(string Type, IReadOnlyList<int> Shape, Array Values)
{
    public int Count => Values.Length;
}
