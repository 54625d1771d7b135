using System.Globalization;
using System.Numerics;

namespace Layers.ScikitLearn;

/// <summary>The virtual machine of pickles. A pickle is a program whose instructions put values on a stack and combine them. This reader
/// makes only data, and runs nothing.</summary>
/// <remarks>It is a loop with its own stack, so that no file can overflow the stack of the thread. Each instruction takes time and memory
/// in proportion to the bytes it reads, or is limited by <see cref="PickleBudget"/>.</remarks>
internal sealed partial class PickleReader(PickleSource source, PickleBudget budget)
{
    // Python has the same limit for the digits of an integer.
    private const int MostDigits = 4300;

    private readonly PickleCalls _calls = new(source, budget);
    private readonly NumpyCalls _numpy = new(source, budget);

    // An array of objects in a joblib file is a pickle inside the pickle, with its own stack and memo.
    private readonly Stack<Level> _outer = new();
    private Level _level = new(null);

    /// <summary>Reads one object, up to the STOP instruction.</summary>
    public object? Read()
    {
        while (true)
        {
            source.Opcode = source.Position;
            budget.Step();
            var opcode = (PickleOpcode)source.Byte();
            if (opcode != PickleOpcode.Stop) Run(opcode);
            else if (End() is var value && _level.Array is not { } array) return value;
            else
            {
                array.Value = value is IUnfinished unfinished && unfinished.Finish(source) is NumpyArray inside ? inside
                    : throw Throw.Damaged(source, "an array of objects is none");
                _level = _outer.Pop();
            }
        }
    }

    private object? End()
    {
        var value = Pop();
        return _level.Values.Count == 0 && _level.Marks.Count == 0 ? value
            : throw Throw.Damaged(source, "the pickle ends with values left over");
    }

    private void Run(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto: Protocol(source.Byte()); break;
            case PickleOpcode.Frame: CheckFrame(source.UInt64()); break;

            case PickleOpcode.Mark: _level.Marks.Add(_level.Values.Count); break;
            case PickleOpcode.Pop: PopValueOrMark(); break;
            case PickleOpcode.PopMark: PopToMark(); break;
            case PickleOpcode.Dup: Push(Top()); break;

            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.NewTrue: Push(true); break;
            case PickleOpcode.NewFalse: Push(false); break;
            case PickleOpcode.BinInt: Push((long)source.Int32()); break;
            case PickleOpcode.BinInt1: Push((long)source.Byte()); break;
            case PickleOpcode.BinInt2: Push((long)source.UInt16()); break;
            case PickleOpcode.Int: Push(source.Line() switch { "00" => false, "01" => true, var line => Decimal(line) }); break;
            case PickleOpcode.Long: Push(Decimal(source.Line().TrimEnd('L'))); break;
            case PickleOpcode.Long1: Push(Integer(source.Take(source.Byte()).Span)); break;
            case PickleOpcode.Long4: Push(Integer(source.Take(Length(source.Int32())).Span)); break;
            case PickleOpcode.BinFloat: Push(source.Double()); break;
            case PickleOpcode.Float: Push(Float(source.Line())); break;

            case PickleOpcode.ShortBinUnicode: Push(source.Text(source.Byte())); break;
            case PickleOpcode.BinUnicode: Push(source.Text(source.UInt32())); break;
            case PickleOpcode.BinUnicode8: Push(source.Text(source.UInt64())); break;
            case PickleOpcode.Unicode: Push(PickleText.Unescaped(source.Line(), source)); break;
            case PickleOpcode.String: Push(PickleText.Unquoted(source.Line(), source)); break;
            case PickleOpcode.BinString: Push(PickleText.Latin1(source.Take(Length(source.Int32())))); break;
            case PickleOpcode.ShortBinString: Push(PickleText.Latin1(source.Take(source.Byte()))); break;
            case PickleOpcode.ShortBinBytes: Push(source.Take(source.Byte()).ToArray()); break;
            case PickleOpcode.BinBytes: Push(source.Take(source.UInt32()).ToArray()); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: Push(source.Take(source.UInt64()).ToArray()); break;

            case PickleOpcode.EmptyTuple: Push(Array.Empty<object?>()); break;
            case PickleOpcode.Tuple1: Push(Popped(1)); break;
            case PickleOpcode.Tuple2: Push(Popped(2)); break;
            case PickleOpcode.Tuple3: Push(Popped(3)); break;
            case PickleOpcode.Tuple: Push(PopToMark()); break;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet: Push(new List<object?>()); break;
            case PickleOpcode.List or PickleOpcode.FrozenSet: Push(new List<object?>(PopToMark())); break;
            case PickleOpcode.Append: Append(Popped(1)); break;
            case PickleOpcode.Appends or PickleOpcode.AddItems: Append(PopToMark()); break;
            case PickleOpcode.EmptyDict: Push(new PickledDictionary()); break;
            case PickleOpcode.Dict: SetItems(new PickledDictionary(), PopToMark()); break;
            case PickleOpcode.SetItem: _calls.SetItems(TopUnder(2), Popped(2)); break;
            case PickleOpcode.SetItems: var items = PopToMark(); _calls.SetItems(Top(), items); break;

            case PickleOpcode.Memoize: Put(_level.Memo.Count); break;
            case PickleOpcode.BinPut: Put(source.Byte()); break;
            case PickleOpcode.LongBinPut: Put(source.UInt32()); break;
            case PickleOpcode.Put: Put(MemoIndex(source.Line())); break;
            case PickleOpcode.BinGet: Get(source.Byte()); break;
            case PickleOpcode.LongBinGet: Get(source.UInt32()); break;
            case PickleOpcode.Get: Get(MemoIndex(source.Line())); break;

            case PickleOpcode.Global: var module = source.Line(); Push(Named(module, source.Line())); break;
            case PickleOpcode.StackGlobal: PushNamed(Popped(2)); break;
            case PickleOpcode.Reduce or PickleOpcode.NewObj: PushCalled(Popped(2)); break;
            case PickleOpcode.NewObjEx: PushCalledWithKeywords(Popped(3)); break;
            case PickleOpcode.Inst: var from = source.Line(); PushCalled([Named(from, source.Line()), PopToMark()]); break;
            case PickleOpcode.Obj: PushCalled(PopToMark() is [var callee, .. var given] ? [callee, given] : []); break;
            case PickleOpcode.Build: Build(Popped(1)[0]); break;

            case PickleOpcode.PersistentId or PickleOpcode.BinPersistentId:
                throw Throw.PartsElsewhere(source, "an object that is kept outside of the file, as PyTorch does");
            case PickleOpcode.NextBuffer or PickleOpcode.ReadOnlyBuffer:
                throw Throw.PartsElsewhere(source, "a buffer that is kept outside of the file");
            case PickleOpcode.Ext1 or PickleOpcode.Ext2 or PickleOpcode.Ext4:
                throw Throw.PartsElsewhere(source, "a class by a number that only the program knows");
            default: throw Throw.UnknownOpcode(source, (byte)opcode);
        }
    }

    private void Protocol(int protocol)
    {
        if (protocol > 5) throw Throw.UnknownProtocol(source, protocol);
    }

    private void CheckFrame(ulong length)
    {
        if (length > (ulong)source.Left) throw Throw.Truncated(source, length);
    }

    private ulong Length(int length) => length >= 0 ? (ulong)length : throw Throw.Damaged(source, "a length is negative");

    private object Decimal(string line)
    {
        var digits = line.Length <= MostDigits ? line : "";
        var isNumber = BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber ? Narrowed(number) : throw Throw.Damaged(source, "an integer is not written in decimals");
    }

    private static object Integer(ReadOnlySpan<byte> bytes) => Narrowed(new BigInteger(bytes));

    private static object Narrowed(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;

    private double Float(string line) => line switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw Throw.Damaged(source, "a number is not written in decimals"),
    };

    private long MemoIndex(string line) =>
        long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
            : throw Throw.Damaged(source, "a place in the memo is no number");
}
