import type { OrderDesk, OrderDeskParts } from './order-desk-parts.ts'

/** The order desk of one mode and one market. */
export declare function createOrderDesk(parts: OrderDeskParts): OrderDesk
