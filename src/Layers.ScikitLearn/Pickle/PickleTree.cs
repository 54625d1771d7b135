using System.Numerics;

namespace Layers.ScikitLearn;

/// <summary>The last pass over the value of a pickle. It replaces placeholders by their finished values, and refuses values that a
/// recursive walk could not handle.</summary>
/// <remarks>A pickle can refer to a value again. So a short one may have a list that contains itself, or thirty lists that each contain the
/// previous one twice.</remarks>
internal static class PickleTree
{
    /// <summary>The maximum depth of nested values. A pipeline in a transformer in a pipeline takes about ten levels.</summary>
    public const int MostDepth = 256;

    // The maximum number of values in a walk that visits a shared value each time it meets it.
    private const long LeastWalk = 1_000_000;
    private const long WalkPerValue = 16;

    // The size of a container whose contents are being visited.
    private const long Open = -1;

    /// <summary>Returns the finished value.</summary>
    /// <exception cref="InvalidDataException">A value contains itself, is nested too deep, or is unfinished.</exception>
    public static object? Finish(object? value, PickleSource source)
    {
        var root = Finished(value, source);
        if (!IsContainer(root)) return root;
        var done = new Dictionary<object, (long Size, int Height)>(ReferenceEqualityComparer.Instance) { [root!] = (Open, 0) };
        var path = new Stack<Visit>();
        path.Push(new Visit(root!));
        var values = 1L;
        while (true)
        {
            var visit = path.Peek();
            if (visit.Next < visit.Count)
            {
                var child = Finished(visit.Child, source);
                visit.Child = child;
                visit.Next++;
                values++;
                if (!IsContainer(child)) visit.Size = Sum(visit.Size, 1);
                else if (!done.TryGetValue(child!, out var known))
                {
                    done[child!] = (Open, 0);
                    path.Push(new Visit(child!));
                }
                else if (known.Size == Open) throw Throw.Cycle(source.Name);
                else visit.Add(known.Size, known.Height);
                continue;
            }
            path.Pop();
            if (visit.Height > MostDepth) throw Throw.TooDeep(source.Name, MostDepth);
            done[visit.Container] = (visit.Size, visit.Height);
            if (path.TryPeek(out var parent)) parent.Add(visit.Size, visit.Height);
            else break;
        }
        return done[root!].Size <= LeastWalk + WalkPerValue * values ? root : throw Throw.TooMuchWork(source.Name);
    }

    private static object? Finished(object? value, PickleSource source)
    {
        while (value is IUnfinished unfinished) value = unfinished.Finish(source);
        return value switch
        {
            null or bool or long or double or string or byte[] or BigInteger or PickledName or PickledSlice or NumpyArray => value,
            List<object?> or object?[] or PickledDictionary or PickledObject => value,
            _ => throw Throw.Damaged(source, "the file holds what is needed only while it is read"),
        };
    }

    private static bool IsContainer(object? value) =>
        value is List<object?> or object?[] or PickledDictionary or PickledObject or NumpyArray { Values: object?[] and not string[] };

    // The count saturates, because shared values can exceed any number.
    private static long Sum(long a, long b) => Math.Min(a + b, long.MaxValue / 4);

    private sealed class Visit(object container)
    {
        public object Container => container;

        public int Next { get; set; }

        public long Size { get; set; } = 1;

        public int Height { get; private set; } = 1;

        public int Count { get; } = container switch
        {
            List<object?> list => list.Count,
            object?[] tuple => tuple.Length,
            NumpyArray array => array.Count,
            PickledDictionary dictionary => 2 * dictionary.Entries.Count,
            _ => ((PickledObject)container).Fields.Count,
        };

        public object? Child
        {
            get => container switch
            {
                List<object?> list => list[Next],
                object?[] tuple => tuple[Next],
                NumpyArray array => ((object?[])array.Values)[Next],
                PickledDictionary dictionary => dictionary.Entries[Next / 2] is var entry && Next % 2 == 0 ? entry.Key : entry.Value,
                _ => ((PickledObject)container).FieldAt(Next),
            };
            set
            {
                switch (container)
                {
                    case List<object?> list: list[Next] = value; break;
                    case object?[] tuple: tuple[Next] = value; break;
                    case NumpyArray array: ((object?[])array.Values)[Next] = value; break;
                    case PickledDictionary dictionary: dictionary.Replace(Next / 2, Next % 2 == 0, value); break;
                    default: ((PickledObject)container).SetAt(Next, value); break;
                }
            }
        }

        public void Add(long size, int height)
        {
            Size = Sum(Size, size);
            Height = Math.Max(Height, height + 1);
        }
    }
}
