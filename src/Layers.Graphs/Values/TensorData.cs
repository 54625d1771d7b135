using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers.Graphs;

/// <summary>A tensor whose element type is known only at run time: a <see cref="DType"/>, sizes, and row-major elements.</summary>
/// <remarks>The tensor wraps its source without a copy. Arrays of any rank and dense <see cref="Tensor{T}"/>s convert implicitly, so every
/// method that takes a <see cref="TensorData"/> takes them. A caller that changes the array changes the tensor.</remarks>
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

    /// <summary>The number of elements.</summary>
    public int Length => checked((int)Shape.Length);

    /// <summary>Wraps a flat, row-major array.</summary>
    /// <typeparam name="T">One of the C# types listed at <see cref="DType"/>.</typeparam>
    /// <param name="data">The elements; not copied.</param>
    /// <param name="shape">Known sizes with the array's length as their product.</param>
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
    /// <param name="shape">Known sizes with the array's length as their product.</param>
    /// <exception cref="ArgumentException">The length is not the product of the sizes.</exception>
    public static TensorData OfBFloat16(ushort[] bits, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Length != bits.Length) throw Throw.WrongLength(bits.Length, shape);
        return new TensorData(bits, DType.BFloat16, shape);
    }

    /// <summary>Creates a scalar.</summary>
    /// <typeparam name="T">One of the C# types listed at <see cref="DType"/>.</typeparam>
    /// <param name="value">The only element.</param>
    public static TensorData Scalar<T>(T value) => Of([value], Shape.Scalar);

    /// <summary>Creates a tensor of zeros (of empty strings for <see cref="DType.String"/>).</summary>
    /// <param name="type">The type of the elements.</param>
    /// <param name="shape">Known sizes.</param>
    public static TensorData Zeros(DType type, Shape shape) =>
        new(ElementStorage.Of(type).NewArray(checked((int)shape.Length)), type, shape);

    /// <summary>Wraps an array of any rank.</summary>
    /// <param name="array">An array of one of the C# types listed at <see cref="DType"/>; not copied.</param>
    /// <exception cref="ArgumentException">No tensor element has the array's element type.</exception>
    public static TensorData Of(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        var sizes = new long[array.Rank];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = array.GetLength(axis);
        return new TensorData(array, DTypes.Of(array.GetType().GetElementType()!), Shape.Of(sizes));
    }

    /// <summary>Copies rows of equal length into a matrix.</summary>
    /// <typeparam name="T">One of the C# types listed at <see cref="DType"/>.</typeparam>
    /// <param name="rows">One array for each row.</param>
    /// <exception cref="ArgumentException">A row has another length than the first; the message has the number of the row.</exception>
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

    /// <summary>Wraps a dense tensor of float, double, int or long; copies any other tensor.</summary>
    /// <typeparam name="T">One of the C# types listed at <see cref="DType"/>.</typeparam>
    /// <param name="tensor">The tensor.</param>
    public static TensorData Of<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var sizes = new long[tensor.Rank];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = tensor.Lengths[axis];
        if (tensor.IsDense && (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(int)
            || typeof(T) == typeof(long)))
            return new TensorData(tensor, DTypes.Of<T>(), Shape.Of(sizes));
        var data = new T[tensor.FlattenedLength];
        tensor.FlattenTo(data);
        return Of(data, Shape.Of(sizes));
    }

    /// <summary>Wraps an array or tensor without a copy, or copies rows; null converts to null.</summary>
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

    /// <summary>Returns the elements in row-major order, without a copy.</summary>
    /// <typeparam name="T">The C# type of the elements; <see langword="ushort"/> for <see cref="DType.BFloat16"/>.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>() => Span<T>();

    /// <summary>Returns the bytes of the elements in row-major order, without a copy, in the machine's byte order.</summary>
    /// <exception cref="ArgumentException">The elements are strings.</exception>
    public ReadOnlySpan<byte> AsBytes() => WritableBytes();

    /// <summary>Returns a new tensor with the same elements.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public Tensor<T> ToTensor<T>() => Tensor.Create(AsSpan<T>().ToArray(), [.. Array.ConvertAll(Shape.ToArray(), d => (nint)d)]);

    /// <summary>Returns a new flat array with the same elements.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public T[] ToArray<T>() => AsSpan<T>().ToArray();

    /// <summary>Returns a new array of two axes with the same elements, for example the rows that <c>Predict</c> returns.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    /// <exception cref="InvalidOperationException">The tensor does not have two axes.</exception>
    /// <example><code>float[,] scores = model.Predict(rows).ToArray2D&lt;float&gt;();</code></example>
    public T[,] ToArray2D<T>()
    {
        if (Shape.Rank != 2) throw Throw.NotOfTwoAxes(this);
        var array = new T[Shape[0].Size, Shape[1].Size];
        AsSpan<T>().CopyTo(Of(array).Span<T>());
        return array;
    }

    /// <summary>One element, as a number. Integers beyond 2⁵³ are rounded to a double.</summary>
    /// <param name="indices">The indices of the element, one for each axis, from 0: <c>t[0, 1]</c>.</param>
    /// <exception cref="ArgumentException">The number of indices is not the number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    /// <exception cref="InvalidOperationException">The elements are texts. Use <see cref="ToArray{T}"/> or <see cref="AsSpan{T}"/>
    /// instead.</exception>
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

    /// <summary>Returns the same elements with another shape, without a copy.</summary>
    /// <param name="shape">Known sizes with the same product.</param>
    /// <exception cref="ArgumentException">The product of the sizes differs.</exception>
    public TensorData Reshape(Shape shape) =>
        shape.Length == Shape.Length ? new TensorData(_owner, Type, shape) : throw Throw.WrongLength(Length, shape);

    /// <summary>A copy of some rows. The first axis counts the rows.</summary>
    /// <param name="rows">The range of rows; <c>30..</c> is all rows except the first 30.</param>
    /// <exception cref="ArgumentException">The tensor has no axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the rows.</exception>
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

    /// <summary>Returns a text such as <c>float32[2, 3]</c>, with the elements if there are few.</summary>
    public override string ToString() => TensorText.Of(this);

    /// <summary>The array or tensor that holds the elements.</summary>
    internal object Owner => _owner;

    internal Span<T> Span<T>()
    {
        if (typeof(T) == typeof(ushort) ? Type is not (DType.UInt16 or DType.BFloat16) : DTypes.Of<T>() != Type)
            throw Throw.WrongElementType(typeof(T), Type);
        return _owner is T[] flat ? flat : SpanOfShaped<T>();
    }

    // This is a separate method, because most tensors are flat arrays and the code for other ones takes long to compile.
    private Span<T> SpanOfShaped<T>() => _owner switch
    {
        Array array => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), Length),
        Tensor<T> { FlattenedLength: > 0 } tensor => MemoryMarshal.CreateSpan(ref tensor.AsTensorSpan().GetPinnableReference(), Length),
        _ => [],
    };

    internal Span<byte> WritableBytes()
    {
        ref var first = ref _owner is Array array && Type != DType.String
            ? ref MemoryMarshal.GetArrayDataReference(array) : ref ElementStorage.Of(Type).FirstByte(this);
        return MemoryMarshal.CreateSpan(ref first, checked(Length * Type.Size()));
    }
}
