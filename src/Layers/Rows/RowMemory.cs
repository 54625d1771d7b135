namespace Layers;

/// <summary>Assigns each value of a program an offset in the scratch memory. Values that are never needed at the same time share
/// memory.</summary>
internal static class RowMemory
{
    /// <summary>Sets <see cref="RowValue.Offset"/> of every value in scratch memory.</summary>
    /// <returns>The number of bytes that a row needs.</returns>
    public static int Assign(IReadOnlyList<RowStep> steps, int alignment)
    {
        var lastRead = new Dictionary<RowValue, int>();
        for (var i = 0; i < steps.Count; i++)
            foreach (var input in steps[i].Inputs)
                lastRead[input] = i;

        var total = 0;
        var live = new List<RowValue>();
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, result) = (steps[i], steps[i].Result);
            // Several steps may write parts of one value.
            if (result.Place == RowPlace.Scratch && !live.Contains(result))
            {
                var over = step.RunsInPlace
                    ? step.Inputs.FirstOrDefault(input => live.Contains(input) && lastRead[input] == i && input.Bytes == result.Bytes)
                    : null;
                if (over is not null)
                {
                    result.Offset = over.Offset;
                    live.Remove(over);
                }
                else
                {
                    result.Offset = FirstGap(live, Size(result, alignment), alignment);
                }
                Keep(result);
            }
            foreach (var value in step.Scratch)
            {
                value.Offset = FirstGap(live, Size(value, alignment), alignment);
                Keep(value);
            }
            live.RemoveAll(value => lastRead.GetValueOrDefault(value, -1) <= i && value != result);
        }
        return total;

        void Keep(RowValue value)
        {
            live.Add(value);
            total = Math.Max(total, checked(value.Offset + Size(value, alignment)));
        }
    }

    private static int Size(RowValue value, int alignment) => (value.Bytes + alignment - 1) / alignment * alignment;

    private static int FirstGap(List<RowValue> live, int size, int alignment)
    {
        var offset = 0;
        live.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        foreach (var value in live)
        {
            if (offset + size <= value.Offset) break;
            offset = Math.Max(offset, value.Offset + Size(value, alignment));
        }
        return offset;
    }
}
