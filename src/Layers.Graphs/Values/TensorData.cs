using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers.Graphs;

/// <summary>A tensor whose element type is known only at run time: a <see cref="DType"/>, sizes, and row-major elements.</summary>
/// <remarks>Wraps what it is made of without a copy: arrays of any rank and dense <see cref="Tensor{T}"/>s convert
/// implicitly, so every method that takes one takes those. Whoever keeps the array may still change it.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TensorData
{
    private readonly object _owner;

    private TensorData(object owner, DType type, Shape shape)
    {
        _owner = owner;
        Type = type;
        Shape = shape;
    }

    /// <summary>The type of the elements.</summary>
    public DType Type { get; }

    /// <summary>The sizes, all known.</summary>
    public Shape Shape { get; }

    /// <summary>How many elements there are.</summary>
    public int Length => checked((int)Shape.Length);

    /// <summary>Wraps a flat, row-major array.</summary>
    /// <typeparam name="T">One of the element types named at <see cref="DType"/>.</typeparam>
    /// <param name="data">The elements; not copied.</param>
    /// <param name="shape">Known sizes whose product is the array's length.</param>
    /// <exception cref="ArgumentException">The length is not the product of the sizes.</exception>
    public static TensorData Of<T>(T[] data, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Length != data.Length) throw Throw.WrongLength(data.Length, shape);
        return new TensorData(data, DTypes.Of<T>(), shape);
    }

    /// <summary>Wraps the 16-bit patterns of <see cref="DType.BFloat16"/> elements.</summary>
    /// <param name="bits">The upper halves of binary32 numbers; not copied.</param>
    /// <param name="shape">Known sizes whose product is the array's length.</param>
    /// <exception cref="ArgumentException">The length is not the product of the sizes.</exception>
    public static TensorData OfBFloat16(ushort[] bits, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Length != bits.Length) throw Throw.WrongLength(bits.Length, shape);
        return new TensorData(bits, DType.BFloat16, shape);
    }

    /// <summary>A tensor without axes.</summary>
    /// <typeparam name="T">One of the element types named at <see cref="DType"/>.</typeparam>
    /// <param name="value">Its only element.</param>
    public static TensorData Scalar<T>(T value) => Of([value], Shape.Scalar);

    /// <summary>A tensor of zeros (empty strings for <see cref="DType.String"/>).</summary>
    /// <param name="type">The type of the elements.</param>
    /// <param name="shape">Known sizes.</param>
    public static TensorData Zeros(DType type, Shape shape) => new(ElementStorage.Of(type).NewArray(checked((int)shape.Length)), type, shape);

    /// <summary>Wraps an array of any rank.</summary>
    /// <param name="array">Of one of the element types named at <see cref="DType"/>; not copied.</param>
    /// <exception cref="ArgumentException">No tensor element has the array's element type.</exception>
    public static TensorData Of(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        var sizes = new long[array.Rank];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = array.GetLength(axis);
        return new TensorData(array, DTypes.Of(array.GetType().GetElementType()!), Shape.Of(sizes));
    }

    /// <summary>Copies rows of equal length into a matrix.</summary>
    /// <typeparam name="T">One of the element types named at <see cref="DType"/>.</typeparam>
    /// <param name="rows">One array a row.</param>
    /// <exception cref="ArgumentException">A row has another length than the first (the message names it).</exception>
    public static TensorData OfRows<T>(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var width = rows.Length == 0 ? 0 : rows[0].Length;
        var data = new T[rows.Length * width];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null || rows[row].Length != width) throw Throw.RaggedRows(row, rows[row]?.Length ?? 0, width);
            rows[row].CopyTo(data, row * width);
        }
        return Of(data, Shape.Of(rows.Length, width));
    }

    /// <summary>Wraps a dense tensor of float, double, int or long; copies any other.</summary>
    /// <typeparam name="T">One of the element types named at <see cref="DType"/>.</typeparam>
    /// <param name="tensor">The tensor.</param>
    public static TensorData Of<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var sizes = new long[tensor.Rank];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = tensor.Lengths[axis];
        if (tensor.IsDense && (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(int) || typeof(T) == typeof(long)))
            return new TensorData(tensor, DTypes.Of<T>(), Shape.Of(sizes));
        var data = new T[tensor.FlattenedLength];
        tensor.FlattenTo(data);
        return Of(data, Shape.Of(sizes));
    }

    /// <summary>Wraps an array or tensor without a copy, or copies rows; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(float[]? array) => array is null ? null : Of((Array)array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(float[,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(float[,,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(float[,,,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(rows))]
    public static implicit operator TensorData?(float[][]? rows) => rows is null ? null : OfRows(rows);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(double[]? array) => array is null ? null : Of((Array)array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(double[,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(rows))]
    public static implicit operator TensorData?(double[][]? rows) => rows is null ? null : OfRows(rows);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(int[]? array) => array is null ? null : Of((Array)array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(int[,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(long[]? array) => array is null ? null : Of((Array)array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(long[,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(byte[,,,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(string[]? array) => array is null ? null : Of((Array)array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator TensorData?(string[,]? array) => array is null ? null : Of(array);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator TensorData?(Tensor<float>? tensor) => tensor is null ? null : Of(tensor);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator TensorData?(Tensor<double>? tensor) => tensor is null ? null : Of(tensor);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator TensorData?(Tensor<int>? tensor) => tensor is null ? null : Of(tensor);

    /// <inheritdoc cref="op_Implicit(float[])"/>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator TensorData?(Tensor<long>? tensor) => tensor is null ? null : Of(tensor);

    /// <summary>The elements in row-major order, in place.</summary>
    /// <typeparam name="T">The C# type of the elements; <see langword="ushort"/> for <see cref="DType.BFloat16"/>.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>() => Span<T>();

    /// <summary>The bytes of the elements in row-major order, in place, in the machine's byte order.</summary>
    /// <exception cref="ArgumentException">The elements are strings.</exception>
    public ReadOnlySpan<byte> AsBytes() => WritableBytes();

    /// <summary>A new tensor with the same elements.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public Tensor<T> ToTensor<T>() => Tensor.Create(AsSpan<T>().ToArray(), [.. Array.ConvertAll(Shape.ToArray(), d => (nint)d)]);

    /// <summary>A new flat array with the same elements.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public T[] ToArray<T>() => AsSpan<T>().ToArray();

    /// <summary>A new array of two axes with the same elements: what <c>Predict</c> gives for rows, row by row.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    /// <exception cref="InvalidOperationException">There are not two axes.</exception>
    /// <example><code>float[,] scores = model.Predict(rows).ToArray2D&lt;float&gt;();</code></example>
    public T[,] ToArray2D<T>()
    {
        if (Shape.Rank != 2) throw Throw.NotOfTwoAxes(this);
        var array = new T[Shape[0].Size, Shape[1].Size];
        AsSpan<T>().CopyTo(Of(array).Span<T>());
        return array;
    }

    /// <summary>One element, as a number; of integers beyond 2⁵³ the last digits are lost.</summary>
    /// <param name="indices">Its place, one index an axis, counted from 0: <c>t[0, 1]</c>.</param>
    /// <exception cref="ArgumentException">There are more or fewer axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An axis has no such place.</exception>
    /// <exception cref="InvalidOperationException">The elements are texts; <see cref="ToArray{T}"/> and <see cref="AsSpan{T}"/> give
    /// these.</exception>
    public double this[params int[] indices]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(indices);
            if (indices.Length != Shape.Rank) throw Throw.OtherNumberOfIndices(this, indices.Length);
            if (Type == DType.String) throw Throw.TextIsNoNumber(this);
            var place = 0;
            for (var axis = 0; axis < indices.Length; axis++)
            {
                var size = (int)Shape[axis].Size;
                if (indices[axis] < 0 || indices[axis] >= size) throw Throw.NoSuchPlace(this, axis, indices[axis]);
                place = place * size + indices[axis];
            }
            var number = new double[1];
            ElementStorage.Of(Type).Convert(this, place, Of(number, Shape.Scalar), 0, 1);
            return number[0];
        }
    }

    /// <summary>The same elements under another shape, not copied.</summary>
    /// <param name="shape">Known sizes with the same product.</param>
    /// <exception cref="ArgumentException">The product of the sizes differs.</exception>
    public TensorData Reshape(Shape shape) =>
        shape.Length == Shape.Length ? new TensorData(_owner, Type, shape) : throw Throw.WrongLength(Length, shape);

    /// <summary>Some rows, copied: those that the first axis counts.</summary>
    /// <param name="rows">Which; <c>30..</c> leaves out the first 30.</param>
    /// <exception cref="ArgumentException">There is no axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many rows.</exception>
    public TensorData this[Range rows]
    {
        get
        {
            if (Shape.Rank == 0) throw Throw.NoRowsToTake(Type);
            var (start, count) = rows.GetOffsetAndLength((int)Shape[0].Size);
            var (taken, width) = (Zeros(Type, Shape.With(0, count)), Length / Math.Max(1, (int)Shape[0].Size));
            ElementStorage.Of(Type).Convert(this, start * width, taken, 0, count * width);
            return taken;
        }
    }

    /// <summary>For example <c>float32[2, 3]</c>, with the elements while they are few.</summary>
    public override string ToString() => TensorText.Of(this);

    /// <summary>The array or tensor that holds the elements.</summary>
    internal object Owner => _owner;

    internal Span<T> Span<T>()
    {
        if (typeof(T) == typeof(ushort) ? Type is not (DType.UInt16 or DType.BFloat16) : DTypes.Of<T>() != Type)
            throw Throw.WrongElementType(typeof(T), Type);
        return _owner is T[] flat ? flat : SpanOfShaped<T>();
    }

    // Apart, because most tensors are flat arrays, and what knows shaped ones takes long to compile.
    private Span<T> SpanOfShaped<T>() => _owner switch
    {
        Array array => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), Length),
        Tensor<T> { FlattenedLength: > 0 } tensor => MemoryMarshal.CreateSpan(ref tensor.AsTensorSpan().GetPinnableReference(), Length),
        _ => [],
    };

    internal Span<byte> WritableBytes()
    {
        ref var first = ref _owner is Array array && Type != DType.String ? ref MemoryMarshal.GetArrayDataReference(array) : ref ElementStorage.Of(Type).FirstByte(this);
        return MemoryMarshal.CreateSpan(ref first, checked(Length * Type.Size()));
    }
}
