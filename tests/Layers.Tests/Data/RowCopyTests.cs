namespace Layers.Tests;

public sealed class RowCopyTests
{
    private static readonly int[] s_order = [2, 0, 2];

    private static IEnumerable<TestCaseData> Sources =>
    [
        Case<float, float>([1, 2, 3, 4, 5, 6]),
        Case<double, float>([1.5, 2, 3, 4, 5, 6]),
        Case<long, double>([1, 2, 3, 4, 5, 1L << 40]),
        Case<float, int>([1.9f, 2, 3, 4, 5, 6]),
        Case<byte, byte>([1, 2, 3, 4, 5, 6]),
        Case<string, string>(["a", "b", "c", "d", "e", "f"]),
    ];

    [TestCaseSource(nameof(Sources))]
    public void Rows_KeepTheirOrder_WithAnyWidthAndType(Array source, DType type)
    {
        foreach (var width in new[] { 1, 2 })
        {
            var rows = source.Length / width;
            var all = TensorData.Of(source).Reshape([rows, width]);
            var target = TensorData.Zeros(type, [3, width]);
            TensorData? scratch = null;
            // Twice, because the second call reuses the buffer of the first.
            for (var time = 0; time < 2; time++)
            {
                RowCopy.Gather(all, s_order, 0, target, ref scratch);
                for (var i = 0; i < target.Length; i++)
                    Assert.That(At(target, i), Is.EqualTo(Converted(At(all, (s_order[i / width] * width) + (i % width)), type)));
            }

            RowCopy.Gather(all, [], rows - 3, target, ref scratch);
            for (var i = 0; i < target.Length; i++)
                Assert.That(At(target, i), Is.EqualTo(Converted(At(all, ((rows - 3) * width) + i), type)));
        }
    }

    private static object At(TensorData data, int index) => data.Type switch
    {
        DType.Float32 => data.AsSpan<float>()[index],
        DType.Float64 => data.AsSpan<double>()[index],
        DType.Int64 => data.AsSpan<long>()[index],
        DType.Int32 => data.AsSpan<int>()[index],
        DType.UInt8 => data.AsSpan<byte>()[index],
        _ => data.AsSpan<string>()[index],
    };

    private static object Converted(object value, DType type) => type switch
    {
        DType.Float32 => Convert.ToSingle(value, null),
        DType.Float64 => Convert.ToDouble(value, null),
        DType.Int32 => (int)Convert.ToDouble(value, null),
        _ => value,
    };

    private static TestCaseData Case<TSource, TTarget>(TSource[] source) =>
        new TestCaseData(source, DTypes.Of<TTarget>()).SetArgDisplayNames($"{typeof(TSource).Name} to {typeof(TTarget).Name}");
}
