using System.Numerics;

namespace CrmCore.Forecasting.Distributions;

/// <summary>
/// Multiplies polynomials, which is what adding independent amounts comes to: directly where one is short, else by the fast Fourier transform (radix 2, decimation in
/// frequency there and in time back, so nothing is reordered). Both real factors share one complex transform: (a + ib)^2 has 2ab as its imaginary part.
/// </summary>
internal static class Fourier
{
    private const int Direct = 96;

    public static double[] Convolve(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length < b.Length)
        {
            ReadOnlySpan<double> longer = b;
            b = a;
            a = longer;
        }

        double[] product = new double[a.Length + b.Length - 1];
        if (b.Length <= Direct)
        {
            for (int i = 0; i < b.Length; i++)
            {
                AddTimes(product.AsSpan(i, a.Length), a, b[i]);
            }

            return product;
        }

        int size = (int)BitOperations.RoundUpToPowerOf2((uint)product.Length);
        double[] re = new double[size];
        double[] im = new double[size];
        a.CopyTo(re);
        b.CopyTo(im);
        (double[] cos, double[] sin) = Roots(size);
        Forward(re, im, cos, sin);
        for (int i = 0; i < size; i++)
        {
            (re[i], im[i]) = ((re[i] * re[i]) - (im[i] * im[i]), 2 * re[i] * im[i]);
        }

        Back(re, im, cos, sin);
        double scale = 0.5 / size;
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = Math.Max(0, im[i] * scale);
        }

        return product;
    }

    private static void AddTimes(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        int width = Vector<double>.Count;
        int i = 0;
        for (; i <= source.Length - width; i += width)
        {
            (new Vector<double>(target[i..]) + (new Vector<double>(source[i..]) * factor)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }

    /// <summary>The roots of unity of each stage beside each other: those of a stage of half length h begin at h.</summary>
    private static (double[] Cos, double[] Sin) Roots(int size)
    {
        double[] cos = new double[size];
        double[] sin = new double[size];
        for (int half = 1; half < size; half *= 2)
        {
            for (int k = 0; k < half; k++)
            {
                (sin[half + k], cos[half + k]) = Math.SinCos(-Math.PI * k / half);
            }
        }

        return (cos, sin);
    }

    private static void Forward(double[] re, double[] im, double[] cos, double[] sin)
    {
        for (int half = re.Length / 2; half >= 1; half /= 2)
        {
            for (int start = 0; start < re.Length; start += 2 * half)
            {
                Span<double> r0 = re.AsSpan(start, half);
                Span<double> r1 = re.AsSpan(start + half, half);
                Span<double> i0 = im.AsSpan(start, half);
                Span<double> i1 = im.AsSpan(start + half, half);
                ReadOnlySpan<double> c = cos.AsSpan(half, half);
                ReadOnlySpan<double> s = sin.AsSpan(half, half);
                int k = 0;
                for (; k <= half - Vector<double>.Count; k += Vector<double>.Count)
                {
                    Vector<double> ra = new(r0[k..]);
                    Vector<double> rb = new(r1[k..]);
                    Vector<double> ia = new(i0[k..]);
                    Vector<double> ib = new(i1[k..]);
                    (ra + rb).CopyTo(r0[k..]);
                    (ia + ib).CopyTo(i0[k..]);
                    Vector<double> r = ra - rb;
                    Vector<double> i = ia - ib;
                    Vector<double> vc = new(c[k..]);
                    Vector<double> vs = new(s[k..]);
                    ((r * vc) - (i * vs)).CopyTo(r1[k..]);
                    ((r * vs) + (i * vc)).CopyTo(i1[k..]);
                }

                for (; k < half; k++)
                {
                    (double r, double i) = (r0[k] - r1[k], i0[k] - i1[k]);
                    (r0[k], i0[k]) = (r0[k] + r1[k], i0[k] + i1[k]);
                    (r1[k], i1[k]) = ((r * c[k]) - (i * s[k]), (r * s[k]) + (i * c[k]));
                }
            }
        }
    }

    private static void Back(double[] re, double[] im, double[] cos, double[] sin)
    {
        for (int half = 1; half < re.Length; half *= 2)
        {
            for (int start = 0; start < re.Length; start += 2 * half)
            {
                Span<double> r0 = re.AsSpan(start, half);
                Span<double> r1 = re.AsSpan(start + half, half);
                Span<double> i0 = im.AsSpan(start, half);
                Span<double> i1 = im.AsSpan(start + half, half);
                ReadOnlySpan<double> c = cos.AsSpan(half, half);
                ReadOnlySpan<double> s = sin.AsSpan(half, half);
                int k = 0;
                for (; k <= half - Vector<double>.Count; k += Vector<double>.Count)
                {
                    Vector<double> rb = new(r1[k..]);
                    Vector<double> ib = new(i1[k..]);
                    Vector<double> vc = new(c[k..]);
                    Vector<double> vs = new(s[k..]);
                    Vector<double> r = (rb * vc) + (ib * vs);
                    Vector<double> i = (ib * vc) - (rb * vs);
                    Vector<double> ra = new(r0[k..]);
                    Vector<double> ia = new(i0[k..]);
                    (ra + r).CopyTo(r0[k..]);
                    (ia + i).CopyTo(i0[k..]);
                    (ra - r).CopyTo(r1[k..]);
                    (ia - i).CopyTo(i1[k..]);
                }

                for (; k < half; k++)
                {
                    (double r, double i) = ((r1[k] * c[k]) + (i1[k] * s[k]), (i1[k] * c[k]) - (r1[k] * s[k]));
                    (r1[k], i1[k]) = (r0[k] - r, i0[k] - i);
                    (r0[k], i0[k]) = (r0[k] + r, i0[k] + i);
                }
            }
        }
    }
}
